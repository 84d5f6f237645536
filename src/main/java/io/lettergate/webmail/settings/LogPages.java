package io.lettergate.webmail.settings;

import io.lettergate.audit.AuditLog;
import io.lettergate.audit.AuditQuery;
import io.lettergate.auth.Operators;
import io.lettergate.auth.SignedIn;
import io.lettergate.webmail.Almanac;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The log of who did what: a person reads their own, an operator everybody's. */
@Controller
class LogPages {

    private static final int AT_ONCE = 50;

    private final AuditLog log;
    private final Operators operators;

    LogPages(AuditLog log, Operators operators) {
        this.log = log;
        this.operators = operators;
    }

    @GetMapping("/settings/log")
    String own(
            @AuthenticationPrincipal SignedIn reader,
            @RequestParam(name = "show", required = false) @Nullable String word,
            @RequestParam(required = false) @Nullable String before,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var show = LogShow.of(word);
        var owner = reader.account().id();
        var query = new AuditQuery(owner, null, null, show.kinds(), null, null, cursor(before), AT_ONCE);
        model.addAttribute("operator", operators.mayOperate(reader));
        fill(model, show, query, almanac);
        return "settings/log";
    }

    /** To others it does not exist. */
    @GetMapping("/admin/log")
    String everybody(
            @AuthenticationPrincipal SignedIn reader,
            @RequestParam(name = "show", required = false) @Nullable String word,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "") String who,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        if (!operators.mayOperate(reader)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var show = LogShow.of(word);
        var address = who.strip().toLowerCase(Locale.ROOT);
        var wanted = address.isEmpty() ? null : address;
        var query = new AuditQuery(null, null, wanted, show.kinds(), null, null, cursor(before), AT_ONCE);
        model.addAttribute("who", address);
        fill(model, show, query, almanac);
        return "admin/log";
    }

    /** What is no cursor begins with the newest. */
    private static @Nullable String cursor(@Nullable String before) {
        return before != null && before.matches("[0-9a-f]{32}") ? before : null;
    }

    private void fill(Model model, LogShow show, AuditQuery query, Almanac almanac) {
        var page = log.page(query);
        model.addAttribute("shows", LogShow.values());
        model.addAttribute("show", show);
        model.addAttribute("first", query.cursor() == null);
        model.addAttribute("older", page.next());
        model.addAttribute(
                "lines",
                page.entries().stream().map(entry -> LogLine.of(entry, almanac)).toList());
    }
}
