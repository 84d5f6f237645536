package io.lettergate.webmail.settings;

import io.lettergate.auth.Proofs;
import io.lettergate.auth.factors.PasskeyRefused;
import io.lettergate.auth.factors.PasskeySignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signs people in who come with a passkey and nothing else. */
@Controller
class PasskeyPages {

    private final PasskeySignIn passkeys;

    PasskeyPages(PasskeySignIn passkeys) {
        this.passkeys = passkeys;
    }

    @PostMapping("/login/passkey")
    String signIn(
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            passkeys.signIn(credential, request, response);
            return "redirect:" + Proofs.next(request);
        } catch (PasskeyRefused refused) {
            request.getSession().setAttribute("signInSentence", refused.sentence());
            return "redirect:/login?refused";
        }
    }
}
