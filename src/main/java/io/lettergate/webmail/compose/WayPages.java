package io.lettergate.webmail.compose;

import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.beginnings.Reopening;
import io.lettergate.sending.outbox.Outbox;
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

/** Follows a message on its way out, and brings it back to be written on. */
@Controller
@RequestMapping("/write/way/{account}/{submission}")
class WayPages {

    private final Outbox outbox;
    private final Reopening reopening;

    WayPages(Outbox outbox, Reopening reopening) {
        this.outbox = outbox;
        this.reopening = reopening;
    }

    /** The words of the strip as they are true now. */
    @GetMapping
    String now(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String submission,
            @RequestParam(defaultValue = "") String draft,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var owner = reader.require(account);
        model.addAttribute("way", Way.of(owner, draft, outbox.require(owner, submission), almanac));
        return "write/way :: way";
    }

    /** Makes a draft of it and opens that; whose button was pressed twice finds it among the drafts. */
    @PostMapping("/edit")
    String edit(
            @AuthenticationPrincipal SignedIn reader, @PathVariable String account, @PathVariable String submission) {
        var owner = reader.require(account);
        try {
            var draft = reopening.reopen(owner, submission, null);
            return "redirect:/write/" + draft.id() + "?account=" + owner.id() + "&back=/outbox";
        } catch (MailFailure.KeyBusy isUnderWay) {
            return "redirect:/outbox";
        }
    }
}
