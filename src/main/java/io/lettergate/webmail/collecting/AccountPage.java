package io.lettergate.webmail.collecting;

import io.lettergate.accounts.Accounts;
import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collecting;
import io.lettergate.events.Events;
import io.lettergate.mail.Protocol;
import io.lettergate.webmail.Almanac;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How an account stands: when it was looked at, what was new, what lies where, and what wants to be known. */
@Controller
@RequestMapping("/accounts/{account:[0-9a-f-]{36}}")
class AccountPage {

    private final Collecting collecting;
    private final Events events;
    private final Accounts accounts;

    AccountPage(Collecting collecting, Events events, Accounts accounts) {
        this.accounts = accounts;
        this.collecting = collecting;
        this.events = events;
    }

    @GetMapping
    String show(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var owner = reader.require(account);
        model.addAttribute("account", owner);
        if (owner.protocol() != Protocol.POP3) {
            return "collecting/inplace";
        }
        model.addAttribute("view", AccountView.of(owner, collecting.standing(owner), almanac));
        model.addAttribute("resting", accounts.isResting(owner));
        model.addAttribute("since", events.position());
        return "collecting/account";
    }

    @PostMapping("/look")
    String look(@AuthenticationPrincipal SignedIn reader, @PathVariable String account) {
        collecting.look(reader.require(account));
        return "redirect:/accounts/{account}";
    }

    @PostMapping("/stop")
    String stop(@AuthenticationPrincipal SignedIn reader, @PathVariable String account, RedirectAttributes redirect) {
        collecting.stop(reader.require(account));
        redirect.addFlashAttribute("told", "stop");
        return "redirect:/accounts/{account}";
    }

    /** Holds everything, or lets it go, and goes back to the page with the button. */
    @PostMapping("/hold")
    String hold(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @RequestParam boolean held,
            @RequestParam(defaultValue = "") String from,
            RedirectAttributes redirect) {
        collecting.hold(reader.require(account), held);
        redirect.addFlashAttribute("told", held ? "hold" : "letGo");
        return "redirect:/accounts/{account}" + (from.equals("window") ? "/window" : "");
    }
}
