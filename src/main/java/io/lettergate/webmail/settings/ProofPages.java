package io.lettergate.webmail.settings;

import io.lettergate.accounts.Accounts;
import io.lettergate.auth.Factor;
import io.lettergate.auth.PasswordProof;
import io.lettergate.auth.Proofs;
import io.lettergate.auth.SecondFactorTried;
import io.lettergate.auth.SignedIn;
import io.lettergate.auth.factors.CodeRefused;
import io.lettergate.auth.factors.OwnFactors;
import io.lettergate.auth.factors.PasskeyRefused;
import io.lettergate.auth.factors.Passkeys;
import io.lettergate.oauth.Consents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where people give the second factor, after the first, and where they prove themselves once more. */
@Controller
class ProofPages {

    private static final String SECOND = "/login/second";
    private static final String AGAIN = "/login/again";

    private final OwnFactors factors;
    private final Passkeys passkeys;
    private final PasswordProof password;
    private final Proofs proofs;
    private final Accounts accounts;
    private final Consents consents;

    ProofPages(
            OwnFactors factors,
            Passkeys passkeys,
            PasswordProof password,
            Proofs proofs,
            Accounts accounts,
            Consents consents) {
        this.factors = factors;
        this.passkeys = passkeys;
        this.password = password;
        this.proofs = proofs;
        this.accounts = accounts;
        this.consents = consents;
    }

    @GetMapping(SECOND)
    String second(@AuthenticationPrincipal SignedIn reader, HttpServletRequest request, Model model) {
        if (!proofs.isIncomplete(request)) {
            return "redirect:" + Proofs.next(request);
        }
        return page(reader, SECOND, request, model);
    }

    @PostMapping(SECOND)
    String giveCode(
            @AuthenticationPrincipal SignedIn reader,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "false") boolean trust,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (!proofs.isIncomplete(request)) {
            return "redirect:" + Proofs.next(request);
        }
        return taken(SECOND, request, response, redirect, () -> {
            enter(reader, code, redirect);
            if (trust) {
                proofs.trust(request);
            }
        });
    }

    @PostMapping(SECOND + "/passkey")
    String givePasskey(
            @AuthenticationPrincipal SignedIn reader,
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return taken(SECOND, request, response, redirect, () -> passkeys.prove(reader.account(), request, credential));
    }

    @GetMapping(AGAIN)
    String again(@AuthenticationPrincipal SignedIn reader, HttpServletRequest request, Model model) {
        return page(reader, AGAIN, request, model);
    }

    /** Takes the second factor of somebody who has one, else the password. */
    @PostMapping(AGAIN)
    String proveAgain(
            @AuthenticationPrincipal SignedIn reader,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(name = "password", defaultValue = "") String typed,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var person = reader.account().id();
        if (factors.guard(person)) {
            return taken(AGAIN, request, response, redirect, () -> enter(reader, code, redirect));
        }
        var refusal = password.refusal(reader, typed, request);
        if (refusal.isPresent()) {
            redirect.addFlashAttribute("problem", refusal.get());
            return "redirect:" + AGAIN;
        }
        proofs.add(Factor.PASSWORD, request, response);
        return "redirect:" + Proofs.next(request, "/settings/security");
    }

    @PostMapping(AGAIN + "/passkey")
    String givePasskeyAgain(
            @AuthenticationPrincipal SignedIn reader,
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return taken(AGAIN, request, response, redirect, () -> passkeys.prove(reader.account(), request, credential));
    }

    private String page(SignedIn reader, String action, HttpServletRequest request, Model model) {
        var standing = factors.of(reader.account().id());
        model.addAttribute("action", action);
        model.addAttribute("again", action.equals(AGAIN));
        model.addAttribute("guarded", standing.isOn());
        model.addAttribute("app", standing.app() != null);
        model.addAttribute("trusts", action.equals(SECOND) && proofs.canTrust());
        if (action.equals(AGAIN) && !standing.isOn()) {
            var providers = consents.toProve(reader.getName());
            model.addAttribute("providers", providers);
            model.addAttribute(
                    "passwordless",
                    !providers.isEmpty() && accounts.provider(reader.account()).isPresent());
        }
        if (!standing.passkeys().isEmpty()) {
            model.addAttribute("passkey", passkeys.question(reader.account(), request));
        }
        return "signin/proof";
    }

    /** Who has no phone any more is told how many codes are left. */
    private void enter(SignedIn reader, String code, RedirectAttributes redirect) {
        if (factors.enter(reader.account().id(), code) == SecondFactorTried.Kind.RECOVERY_CODE) {
            redirect.addFlashAttribute("told", "recovery");
        }
    }

    private String taken(
            String page,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Runnable check) {
        try {
            check.run();
        } catch (CodeRefused refused) {
            redirect.addFlashAttribute("problem", refused.sentence());
            return "redirect:" + page;
        } catch (PasskeyRefused refused) {
            redirect.addFlashAttribute("problem", refused.sentence());
            return "redirect:" + page;
        }
        proofs.add(Factor.SECOND, request, response);
        if (redirect.getFlashAttributes().containsKey("told")) {
            return "redirect:/settings/security";
        }
        return "redirect:" + (page.equals(AGAIN) ? Proofs.next(request, "/settings/security") : Proofs.next(request));
    }
}
