package io.lettergate.webmail.answers;

import io.lettergate.answering.Receipts;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.Messages;
import io.lettergate.webmail.Back;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Answers a sender who asks for a receipt, or has them not be answered. */
@Controller
class ReceiptPages {

    private final Messages messages;
    private final Receipts receipts;

    ReceiptPages(Messages messages, Receipts receipts) {
        this.messages = messages;
        this.receipts = receipts;
    }

    @PostMapping("/message/{account}/{id}/receipt")
    String answer(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String back,
            RedirectAttributes redirect) {
        var owner = reader.require(account);
        var message = messages.open(owner, messages.locate(owner, id));
        try {
            if (act.equals("send")) {
                receipts.send(owner, message);
                redirect.addFlashAttribute("answered", "sent");
            } else {
                receipts.ignore(owner, message);
                redirect.addFlashAttribute("answered", "ignored");
            }
        } catch (MailFailure failure) {
            redirect.addFlashAttribute("unanswered", failure.sentence());
        }
        return "redirect:" + Back.safe(back);
    }
}
