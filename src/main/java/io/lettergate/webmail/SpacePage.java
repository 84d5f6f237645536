package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.archiving.Archiving;
import io.lettergate.archiving.Space;
import io.lettergate.auth.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What takes the space of an account, and the rule that moves old mail out of the inbox. */
@Controller
@RequestMapping("/mail/{account}/space")
class SpacePage {

    private final Space space;
    private final Archiving archiving;
    private final Desk desk;
    private final FolderNames names;

    SpacePage(Space space, Archiving archiving, Desk desk, FolderNames names) {
        this.space = space;
        this.archiving = archiving;
        this.desk = desk;
        this.names = names;
    }

    /** Shows what is known; where the form was sent along, also what its rule would move. */
    @GetMapping
    String show(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @ModelAttribute(name = "form") RuleForm form,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var owner = reader.require(account);
        var rule = form.isSent() ? form.rule() : archiving.rule(owner);
        model.addAttribute("shelves", desk.shelves(reader, null, almanac));
        model.addAttribute("account", owner);
        model.addAttribute("rule", rule);
        model.addAttribute("run", archiving.run(owner).orElse(null));
        model.addAttribute("plan", form.isSent() ? archiving.plan(owner, rule) : null);
        model.addAttribute("space", view(owner, almanac));
        return "space/page";
    }

    @PostMapping
    String look(@AuthenticationPrincipal SignedIn reader, @PathVariable String account) {
        space.look(reader.require(account));
        return "redirect:/mail/{account}/space";
    }

    /** Shows what the rule would move; or keeps it, and runs it at once where that was asked for. */
    @PostMapping("/rule")
    String keep(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @ModelAttribute(name = "form") RuleForm form,
            @RequestParam(defaultValue = "") String act) {
        var owner = reader.require(account);
        if (act.equals("plan")) {
            return "redirect:/mail/{account}/space?" + form.query() + "#old";
        }
        archiving.keep(owner, form.rule());
        if (act.equals("run")) {
            archiving.start(owner);
        }
        return "redirect:/mail/{account}/space";
    }

    private @Nullable SpaceView view(Account owner, Almanac almanac) {
        return space.report(owner)
                .map(report -> SpaceView.of(
                        report, owner.id().toString(), share -> names.of(share.mailbox(), almanac.locale()), almanac))
                .orElse(null);
    }
}
