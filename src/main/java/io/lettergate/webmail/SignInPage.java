package io.lettergate.webmail;

import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.DemoAccess;
import io.lettergate.auth.SignedIn;
import io.lettergate.auth.factors.Passkeys;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page to sign in on. */
@Controller
class SignInPage {

    private final ObjectProvider<DemoAccess> demo;
    private final Accounts accounts;
    private final Passkeys passkeys;

    SignInPage(ObjectProvider<DemoAccess> demo, Accounts accounts, Passkeys passkeys) {
        this.demo = demo;
        this.accounts = accounts;
        this.passkeys = passkeys;
    }

    @GetMapping("/login")
    String signIn(@AuthenticationPrincipal @Nullable SignedIn reader, HttpServletRequest request, Model model) {
        var parameters = request.getParameterMap();
        if (reader != null && parameters.isEmpty()) {
            return "redirect:/mail";
        }
        model.addAttribute("refused", parameters.containsKey("refused"));
        if (parameters.containsKey("refused")) {
            model.addAttribute("sentence", said(request, "signInSentence"));
            model.addAttribute("typed", said(request, "signInAddress"));
        } else {
            model.addAttribute("typed", reader != null ? reader.getName() : request.getAttribute("rememberedAddress"));
        }
        model.addAttribute("days", request.getAttribute("rememberDays"));
        model.addAttribute("copied", request.getAttribute("browserCopied") != null);
        model.addAttribute("expired", parameters.containsKey("expired"));
        model.addAttribute("left", parameters.containsKey("goodbye"));
        model.addAttribute("stores", accounts.storesPasswordsAtSignIn());
        if (passkeys.exist()) {
            model.addAttribute("passkey", passkeys.question(null, request));
        }
        demo.ifAvailable(access -> access.user().ifPresent(user -> model.addAttribute("demo", user)));
        return "signin/page";
    }

    /** An update of a page led here, as its session had ended: then the whole page goes. */
    @GetMapping(value = "/login", headers = "HX-Request")
    ResponseEntity<Void> leave() {
        return ResponseEntity.noContent()
                .header("HX-Redirect", "/login?expired")
                .build();
    }

    /** What the refusal left for this page. */
    private static @Nullable String said(HttpServletRequest request, String name) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(name) instanceof String words ? words : null;
    }
}
