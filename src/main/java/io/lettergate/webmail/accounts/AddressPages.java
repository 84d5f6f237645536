package io.lettergate.webmail.accounts;

import io.lettergate.accounts.Probes;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The first step of linking an account: the address, and the search for its servers. */
@Controller
@RequestMapping("/accounts/new")
class AddressPages {

    private static final String LOOKING = "lettergate.looking.";

    /** Who is found within this needs no page that says we are looking. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final FirstStep firstStep;
    private final Probes probes;

    AddressPages(FirstStep firstStep, Probes probes) {
        this.firstStep = firstStep;
        this.probes = probes;
    }

    @GetMapping
    String address(Model model) {
        if (!model.containsAttribute("typed")) {
            model.addAttribute("typed", AddressForm.Typed.NOTHING);
        }
        return "accounts/address";
    }

    /** Looks for the servers and signs in to them; what came of it is told, and nothing is stored yet. */
    @PostMapping
    String prove(
            @AuthenticationPrincipal SignedIn reader,
            @ModelAttribute(name = "form") AddressForm form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            probes.take(reader.account().id(), request.getRemoteAddr());
        } catch (MailFailure.TooManyProbes many) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(many.retryAfter().toSeconds()));
            model.addAttribute("typed", form.typed());
            model.addAttribute("refusals", List.of(many.sentence()));
            return "accounts/address";
        }
        var looking = firstStep.begin(form);
        var session = request.getSession();
        session.setAttribute(key(reader), looking);
        return looking.isDone(PATIENCE)
                ? arrived(reader, looking, session, redirect)
                : "redirect:/accounts/new/looking";
    }

    /** What was found so far, until the search is at its end. */
    @GetMapping("/looking")
    String looking(
            @AuthenticationPrincipal SignedIn reader,
            HttpSession session,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (!(session.getAttribute(key(reader)) instanceof Looking looking)) {
            return "redirect:/accounts/new";
        }
        if (looking.isDone(Duration.ofMillis(1))) {
            return arrived(reader, looking, session, redirect);
        }
        response.setHeader("Refresh", "1");
        model.addAttribute("looking", looking);
        model.addAttribute("address", looking.typed().address());
        return "accounts/looking";
    }

    private static String arrived(SignedIn reader, Looking looking, HttpSession session, RedirectAttributes redirect) {
        session.removeAttribute(key(reader));
        var result = looking.result();
        if (result.half() != null) {
            result.half().keep(session, reader);
            return "redirect:/accounts/new/way";
        }
        HalfMade.forget(session, reader);
        redirect.addFlashAttribute("typed", result.suggestion() == null ? looking.typed() : result.suggestion());
        redirect.addFlashAttribute("refusals", result.refusals());
        redirect.addFlashAttribute("findings", result.findings());
        return "redirect:/accounts/new";
    }

    /** Whoever signs in after somebody else in one browser finds nothing of what that one typed. */
    private static String key(SignedIn reader) {
        return LOOKING + reader.account().id();
    }
}
