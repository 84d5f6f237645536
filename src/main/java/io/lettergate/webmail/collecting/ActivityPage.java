package io.lettergate.webmail.collecting;

import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.Look;
import io.lettergate.webmail.Almanac;
import java.nio.charset.StandardCharsets;
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

    private static final int SHOWN = 200;

    private final Collecting collecting;

    ActivityPage(Collecting collecting) {
        this.collecting = collecting;
    }

    /** Which looks a tab shows; its word is the last part of a message key. */
    enum Show {
        all,
        removals,
        failures;

        static Show of(@Nullable String word) {
            return Arrays.stream(values())
                    .filter(show -> show.name().equals(word))
                    .findFirst()
                    .orElse(all);
        }

        boolean shows(Look look) {
            return switch (this) {
                case all -> true;
                case removals -> look.removed() > 0;
                case failures -> look.problem() != null;
            };
        }
    }

    @GetMapping("/activity")
    String show(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @RequestParam(name = "show", required = false) @Nullable String word,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var owner = reader.require(account);
        var show = Show.of(word);
        var looks = collecting.looks(owner, ALL);
        var lines = LookLine.of(looks.stream().filter(show::shows).toList(), almanac, SHOWN);
        model.addAttribute("account", owner);
        model.addAttribute("shows", Show.values());
        model.addAttribute("show", show);
        model.addAttribute("bars", Bars.of(looks, almanac));
        model.addAttribute("lines", lines);
        model.addAttribute("cut", lines.size() == SHOWN);
        return "collecting/activity";
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
