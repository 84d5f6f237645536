package io.lettergate.webmail;

import io.lettergate.auth.SignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The ways in. */
@Controller
class HomePages {

    @GetMapping("/")
    String home() {
        return "redirect:/mail";
    }

    @GetMapping("/mail")
    String inbox(@AuthenticationPrincipal SignedIn reader) {
        return "redirect:/mail/" + reader.account().id() + "/role:inbox";
    }
}
