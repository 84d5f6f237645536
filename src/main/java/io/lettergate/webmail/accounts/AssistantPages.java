package io.lettergate.webmail.accounts;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AlreadyLinked;
import io.lettergate.accounts.Linking;
import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.KeepOnServer;
import io.lettergate.collecting.PlanNeeded;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import io.lettergate.oauth.Providers;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Leads through linking an account, in four steps: the address, the way to read it, a check, done. */
@Controller
@RequestMapping("/accounts/new")
class AssistantPages {

    private static final String HALF_MADE = "lettergate.newAccount.";
    private static final String BEGIN = "redirect:/accounts/new";

    private final FirstStep firstStep;
    private final Linking linking;
    private final Collecting collecting;
    private final Providers providers;
    private final Clock clock;

    AssistantPages(FirstStep firstStep, Linking linking, Collecting collecting, Providers providers, Clock clock) {
        this.firstStep = firstStep;
        this.linking = linking;
        this.collecting = collecting;
        this.providers = providers;
        this.clock = clock;
    }

    @GetMapping
    String address(Model model) {
        if (!model.containsAttribute("typed")) {
            model.addAttribute("typed", AddressForm.Typed.NOTHING);
        }
        model.addAttribute("providers", providers.toLink());
        return "accounts/address";
    }

    /** Looks for the servers and signs in to them; what came of it is told, and nothing is stored yet. */
    @PostMapping
    String prove(
            @AuthenticationPrincipal SignedIn reader,
            @ModelAttribute(name = "form") AddressForm form,
            HttpSession session,
            RedirectAttributes redirect) {
        var result = firstStep.take(form);
        if (result.half() != null) {
            session.setAttribute(key(reader), result.half());
            return "redirect:/accounts/new/way";
        }
        session.removeAttribute(key(reader));
        redirect.addFlashAttribute("typed", form.typed());
        redirect.addFlashAttribute("refusals", result.refusals());
        redirect.addFlashAttribute("trials", result.trials());
        return BEGIN;
    }

    @GetMapping("/way")
    String way(@AuthenticationPrincipal SignedIn reader, HttpSession session, Model model) {
        return halfMade(reader, session)
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
        return halfMade(reader, session)
                .map(half -> {
                    var how = form.how() == null || !half.ways().containsKey(form.how()) ? half.chosen() : form.how();
                    session.setAttribute(key(reader), half.with(how, form.window()));
                    return "redirect:/accounts/new/check";
                })
                .orElse(BEGIN);
    }

    @GetMapping("/check")
    String check(@AuthenticationPrincipal SignedIn reader, HttpSession session, Model model) {
        return halfMade(reader, session)
                .map(half -> {
                    model.addAttribute("half", half);
                    return "accounts/check";
                })
                .orElse(BEGIN);
    }

    /** Links the account; a window that removes is switched on with its plan, whose effect the page before showed. */
    @PostMapping("/check")
    String start(@AuthenticationPrincipal SignedIn reader, HttpSession session, RedirectAttributes redirect) {
        var half = halfMade(reader, session).orElse(null);
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
            session.removeAttribute(key(reader));
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
        session.removeAttribute(key(reader));
        return "redirect:/accounts";
    }

    /** Whoever signs in after somebody else in one browser finds nothing of what that one typed. */
    static String key(SignedIn reader) {
        return HALF_MADE + reader.account().id();
    }

    private static Optional<HalfMade> halfMade(SignedIn reader, HttpSession session) {
        return session.getAttribute(key(reader)) instanceof HalfMade half ? Optional.of(half) : Optional.empty();
    }
}
