package io.lettergate.webmail;

import io.lettergate.auth.SignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The ways in, and the list of folders as a page of its own, for narrow screens. */
@Controller
class HomePages {

    private final Desk desk;

    HomePages(Desk desk) {
        this.desk = desk;
    }

    @GetMapping("/")
    String home() {
        return "redirect:/mail";
    }

    @GetMapping("/mail")
    String inbox(@AuthenticationPrincipal SignedIn reader) {
        return "redirect:/mail/" + reader.account().id() + "/role:inbox";
    }

    @GetMapping("/folders")
    String folders(
            @AuthenticationPrincipal SignedIn reader,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        model.addAttribute("shelves", desk.shelves(reader, null, almanac));
        return "folders/page";
    }
}
