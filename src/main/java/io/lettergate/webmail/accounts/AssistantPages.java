package io.lettergate.webmail.accounts;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AlreadyLinked;
import io.lettergate.accounts.Linking;
import io.lettergate.accounts.OutgoingServers;
import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.KeepOnServer;
import io.lettergate.collecting.PlanNeeded;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Leads through linking an account once its servers are known: the way to read it, a check, done. */
@Controller
@RequestMapping("/accounts/new")
class AssistantPages {

    private static final String BEGIN = "redirect:/accounts/new";

    private final Linking linking;
    private final Collecting collecting;
    private final OutgoingServers outgoing;
    private final Clock clock;

    AssistantPages(Linking linking, Collecting collecting, OutgoingServers outgoing, Clock clock) {
        this.linking = linking;
        this.outgoing = outgoing;
        this.collecting = collecting;
        this.clock = clock;
    }

    @GetMapping("/way")
    String way(@AuthenticationPrincipal SignedIn reader, HttpSession session, Model model) {
        return HalfMade.in(session, reader)
                .map(half -> {
                    model.addAttribute("half", half);
                    model.addAttribute("effects", Effect.all(half, clock));
                    model.addAttribute("minutes", WayForm.MINUTES);
                    return "accounts/way";
                })
                .orElse(BEGIN);
    }

    @PostMapping("/way")
    String choose(
            @AuthenticationPrincipal SignedIn reader,
            @ModelAttribute(name = "form") WayForm form,
            HttpSession session) {
        return HalfMade.in(session, reader)
                .map(half -> {
                    var how = form.how() == null || !half.ways().containsKey(form.how()) ? half.chosen() : form.how();
                    half.with(how, form.window()).keep(session, reader);
                    return "redirect:/accounts/new/check";
                })
                .orElse(BEGIN);
    }

    @GetMapping("/check")
    String check(@AuthenticationPrincipal SignedIn reader, HttpSession session, Model model) {
        return HalfMade.in(session, reader)
                .map(half -> {
                    model.addAttribute("half", half);
                    return "accounts/check";
                })
                .orElse(BEGIN);
    }

    /** Links the account; a window that removes is switched on with its plan, whose effect the page before showed. */
    @PostMapping("/check")
    String start(@AuthenticationPrincipal SignedIn reader, HttpSession session, RedirectAttributes redirect) {
        var half = HalfMade.in(session, reader).orElse(null);
        if (half == null) {
            return BEGIN;
        }
        try {
            var linked = linking.link(
                    reader.account(),
                    half.address(),
                    half.access(),
                    half.credential(),
                    account -> settle(account, half));
            outgoing.settleSoon(linked, half.findings(), half.credential());
            HalfMade.forget(session, reader);
            return "redirect:/accounts/new/done?account=" + linked.id();
        } catch (AlreadyLinked already) {
            redirect.addFlashAttribute("problem", String.valueOf(already.getMessage()));
            return "redirect:/accounts/new/check";
        } catch (MailFailure failure) {
            redirect.addFlashAttribute("problem", failure.sentence());
            return "redirect:/accounts/new/check";
        }
    }

    private void settle(Account account, HalfMade half) {
        if (half.chosen() == Protocol.POP3 && !half.window().equals(KeepOnServer.FOREVER)) {
            keep(account, half.window());
        }
    }

    private void keep(Account account, KeepOnServer window) {
        try {
            collecting.keep(account, window, null);
        } catch (PlanNeeded needed) {
            collecting.keep(account, window, needed.plan().token());
        }
    }

    @GetMapping("/done")
    String done(@AuthenticationPrincipal SignedIn reader, @RequestParam String account, Model model) {
        model.addAttribute("account", reader.require(account));
        return "accounts/done";
    }

    /** Forgets what was typed. */
    @PostMapping("/cancel")
    String cancel(@AuthenticationPrincipal SignedIn reader, HttpSession session) {
        HalfMade.forget(session, reader);
        return "redirect:/accounts";
    }
}
