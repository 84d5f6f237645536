package io.lettergate.webmail.moving;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.auth.SignedIn;
import io.lettergate.exporting.Exporting;
import io.lettergate.operations.Operation;
import io.lettergate.operations.Operations;
import io.lettergate.removing.Removing;
import io.lettergate.webmail.Almanac;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** How far the saving of an account is that goes when it is done: a page that outlives the account. */
@Controller
@RequestMapping("/accounts/work/{operation:[0-9a-f-]{36}}")
class WorkPage {

    private final Operations operations;
    private final Exporting exporting;
    private final Removing removing;
    private final Works works;

    WorkPage(Operations operations, Exporting exporting, Removing removing, Works works) {
        this.operations = operations;
        this.exporting = exporting;
        this.removing = removing;
        this.works = works;
    }

    @GetMapping
    String show(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String operation,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var work = require(reader, operation);
        var account = reader.accounts().stream()
                .filter(one -> one.id().equals(work.account()))
                .findFirst();
        var next = account.flatMap(exporting::latest).filter(latest -> isNext(work, latest));
        if (next.isPresent()) {
            return "redirect:/accounts/work/" + next.get().id();
        }
        var pending = removing.isPending(work);
        model.addAttribute("work", works.of(work, almanac));
        model.addAttribute("account", account.orElse(null));
        model.addAttribute("gone", account.isEmpty());
        model.addAttribute("pending", pending);
        model.addAttribute("polls", !work.isOver() || (pending && account.isPresent()));
        return "moving/work";
    }

    /** Where mail came meanwhile, it is saved once more. */
    private boolean isNext(Operation work, Operation latest) {
        return work.isOver() && !latest.id().equals(work.id()) && removing.isPending(latest);
    }

    /** Stops it, so that the account stays. */
    @PostMapping("/stop")
    String stop(@AuthenticationPrincipal SignedIn reader, @PathVariable String operation) {
        operations.cancel(require(reader, operation));
        return "redirect:/accounts/work/{operation}";
    }

    private Operation require(SignedIn reader, String operation) {
        return exporting.require(ids(reader), operation);
    }

    private static List<AccountId> ids(SignedIn reader) {
        return reader.accounts().stream().map(Account::id).toList();
    }
}
