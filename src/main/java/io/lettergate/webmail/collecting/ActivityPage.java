package io.lettergate.webmail.collecting;

import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.Look;
import io.lettergate.webmail.Almanac;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was done with an account: every look of the last 90 days, as a list, as bars, and as a file. */
@Controller
@RequestMapping("/accounts/{account:[0-9a-f-]{36}}")
class ActivityPage {

    /** 90 days of a look every five minutes. */
    private static final int ALL = 26_000;

    private static final int READ = 500;

    private final Collecting collecting;

    ActivityPage(Collecting collecting) {
        this.collecting = collecting;
    }

    /** Which looks a tab shows; its word is the last part of a message key. */
    enum Show {
        all(Look.Kind.ALL),
        removals(Look.Kind.REMOVALS),
        failures(Look.Kind.FAILURES);

        private final Look.Kind kind;

        Show(Look.Kind kind) {
            this.kind = kind;
        }

        static Show of(@Nullable String word) {
            return Arrays.stream(values())
                    .filter(show -> show.name().equals(word))
                    .findFirst()
                    .orElse(all);
        }
    }

    /** The looks, a page at a time; what is before the newest ones begins at a moment. */
    @GetMapping("/activity")
    String show(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @RequestParam(name = "show", required = false) @Nullable String word,
            @RequestParam(defaultValue = "") String before,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var owner = reader.require(account);
        var show = Show.of(word);
        var from = before.matches("[0-9]{1,15}") ? Instant.ofEpochMilli(Long.parseLong(before)) : null;
        var looks = collecting.looks(owner, show.kind, from, READ);
        var busy = collecting.busySince(owner, almanac.now().minus(Bars.SPAN));
        model.addAttribute("account", owner);
        model.addAttribute("shows", Show.values());
        model.addAttribute("show", show);
        model.addAttribute("bars", Bars.of(busy, almanac));
        model.addAttribute("lines", LookLine.of(looks, almanac));
        model.addAttribute("first", from == null);
        model.addAttribute(
                "older",
                looks.size() < READ ? null : looks.getLast().startedAt().toEpochMilli());
        return "collecting/activity";
    }

    /** Each message that a look removed from the server. */
    @GetMapping("/activity/{look:[0-9a-f-]{36}}")
    String removals(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String look,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var owner = reader.require(account);
        model.addAttribute("account", owner);
        model.addAttribute("day", almanac.full(collecting.look(owner, look).startedAt()));
        model.addAttribute(
                "lines",
                collecting.removedIn(owner, look).stream()
                        .map(row -> LedgerLine.of(row, account, almanac))
                        .toList());
        return "collecting/removals";
    }

    @GetMapping("/activity.csv")
    ResponseEntity<byte[]> table(@AuthenticationPrincipal SignedIn reader, @PathVariable String account) {
        List<Look> looks = collecting.looks(reader.require(account), ALL);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"activity.csv\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(LookTable.of(looks).getBytes(StandardCharsets.UTF_8));
    }
}
