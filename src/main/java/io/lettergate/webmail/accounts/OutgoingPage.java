package io.lettergate.webmail.accounts;

import io.lettergate.accounts.OutgoingServers;
import io.lettergate.accounts.Probes;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** By which server an account sends. */
@Controller
@RequestMapping("/accounts/{account}/outgoing")
class OutgoingPage {

    private final OutgoingServers servers;
    private final Probes probes;

    OutgoingPage(OutgoingServers servers, Probes probes) {
        this.servers = servers;
        this.probes = probes;
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedIn reader, @PathVariable String account, Model model) {
        var owner = reader.require(account);
        model.addAttribute("account", owner);
        if (!model.containsAttribute("typed")) {
            model.addAttribute("typed", servers.of(owner).map(OutgoingForm::of).orElse(OutgoingForm.NOTHING));
        }
        return "accounts/outgoing";
    }

    /** Signs in once, and keeps the server if it agrees; if not, everything stays as it was. */
    @PostMapping
    String choose(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @ModelAttribute(name = "form") OutgoingForm form,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var owner = reader.require(account);
        try {
            var access = form.access(owner.address());
            probes.take(reader.account().id(), request.getRemoteAddr());
            servers.choose(owner, access);
            redirect.addFlashAttribute("chosen", true);
        } catch (MailFailure failure) {
            redirect.addFlashAttribute("problem", failure.sentence());
            redirect.addFlashAttribute("typed", form);
        } catch (IllegalArgumentException unfit) {
            redirect.addFlashAttribute("problem", String.valueOf(unfit.getMessage()));
            redirect.addFlashAttribute("typed", form);
        }
        return "redirect:/accounts/{account}/outgoing";
    }
}
