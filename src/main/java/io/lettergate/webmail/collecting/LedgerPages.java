package io.lettergate.webmail.collecting;

import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.LedgerPage;
import io.lettergate.webmail.Almanac;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Every message that was ever seen on the server, and what is to become of it there. */
@Controller
@RequestMapping("/accounts/{account:[0-9a-f-]{36}}/ledger")
class LedgerPages {

    private static final int ROWS = 50;

    private final Collecting collecting;

    LedgerPages(Collecting collecting) {
        this.collecting = collecting;
    }

    /** Which rows a tab shows; its word is the last part of a message key. */
    enum Show {
        all(LedgerPage.Filter.ALL),
        server(LedgerPage.Filter.ON_SERVER),
        leaving(LedgerPage.Filter.LEAVING),
        here(LedgerPage.Filter.ONLY_HERE),
        problems(LedgerPage.Filter.PROBLEMS);

        private final LedgerPage.Filter filter;

        Show(LedgerPage.Filter filter) {
            this.filter = filter;
        }

        static Show of(@Nullable String word) {
            return Arrays.stream(values())
                    .filter(show -> show.name().equals(word))
                    .findFirst()
                    .orElse(all);
        }
    }

    @GetMapping
    String list(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @RequestParam(name = "show", required = false) @Nullable String word,
            @RequestParam(required = false) @Nullable String cursor,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var owner = reader.require(account);
        var show = Show.of(word);
        var page = collecting.ledger(owner, show.filter, cursor, ROWS);
        model.addAttribute("account", owner);
        model.addAttribute("shows", Show.values());
        model.addAttribute("show", show);
        model.addAttribute("first", cursor == null);
        model.addAttribute("cursor", cursor);
        model.addAttribute("total", page.total());
        model.addAttribute("lines", lines(page, account, almanac));
        model.addAttribute("older", page.next() == null ? null : address(account, show, page.next()));
        return "collecting/ledger";
    }

    private static List<LedgerLine> lines(LedgerPage page, String account, Almanac almanac) {
        return page.rows().stream()
                .map(row -> LedgerLine.of(row, account, almanac))
                .toList();
    }

    private static String address(String account, Show show, String cursor) {
        return UriComponentsBuilder.fromPath("/accounts/{account}/ledger")
                .queryParam("show", show.name())
                .queryParam("cursor", "{cursor}")
                .encode()
                .buildAndExpand(account, cursor)
                .toUriString();
    }

    @GetMapping("/{key}")
    String one(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String key,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var owner = reader.require(account);
        model.addAttribute("account", owner);
        model.addAttribute("line", LedgerLine.of(collecting.row(owner, key), account, almanac));
        return "collecting/row";
    }

    /** Does what a button asks, and goes back to where it stood. */
    @PostMapping("/{key}")
    String act(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String key,
            @RequestParam String act,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String cursor,
            RedirectAttributes redirect) {
        var owner = reader.require(account);
        LedgerAct.of(act)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST))
                .on(collecting, owner, key);
        redirect.addFlashAttribute("told", act);
        if (show == null) {
            return "redirect:/accounts/{account}/ledger/{key}";
        }
        redirect.addAttribute("show", Show.of(show).name());
        if (cursor != null && !cursor.isEmpty()) {
            redirect.addAttribute("cursor", cursor);
        }
        return "redirect:/accounts/{account}/ledger";
    }
}
