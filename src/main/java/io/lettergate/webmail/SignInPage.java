package io.lettergate.webmail;

import io.lettergate.accounts.DemoAccess;
import io.lettergate.auth.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page to sign in on. */
@Controller
class SignInPage {

    private static final String SENTENCE = "signInSentence";

    private final ObjectProvider<DemoAccess> demo;

    SignInPage(ObjectProvider<DemoAccess> demo) {
        this.demo = demo;
    }

    @GetMapping("/login")
    String signIn(@AuthenticationPrincipal @Nullable SignedIn reader, HttpServletRequest request, Model model) {
        var parameters = request.getParameterMap();
        if (reader != null && parameters.isEmpty()) {
            return "redirect:/mail";
        }
        model.addAttribute("refused", parameters.containsKey("refused"));
        model.addAttribute("sentence", parameters.containsKey("refused") ? sentence(request.getSession(false)) : null);
        model.addAttribute("expired", parameters.containsKey("expired"));
        model.addAttribute("left", parameters.containsKey("goodbye"));
        demo.ifAvailable(access -> access.user().ifPresent(user -> model.addAttribute("demo", user)));
        return "signin/page";
    }

    private static @Nullable String sentence(@Nullable HttpSession session) {
        return session != null && session.getAttribute(SENTENCE) instanceof String words ? words : null;
    }
}
