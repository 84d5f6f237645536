package io.lettergate.webmail.settings;

import io.lettergate.auth.SignedIn;
import io.lettergate.remote.SenderWishes;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The senders for whom somebody wants something that is not the rule. */
@Controller
@RequestMapping("/settings/reading")
class ReadingPages {

    private final SenderWishes wishes;

    ReadingPages(SenderWishes wishes) {
        this.wishes = wishes;
    }

    @GetMapping
    String all(@AuthenticationPrincipal SignedIn reader, Model model) {
        model.addAttribute("wishes", wishes.all(reader.account().id()));
        return "settings/reading";
    }

    @PostMapping("/forget")
    String forget(@AuthenticationPrincipal SignedIn reader, @RequestParam String sender, RedirectAttributes redirect) {
        wishes.remove(reader.account().id(), sender);
        redirect.addFlashAttribute("forgotten", sender);
        return "redirect:/settings/reading";
    }
}
