package io.lettergate.webmail.extras;

import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Messages;
import io.lettergate.reading.Invitation.Answer;
import io.lettergate.reading.Invitations;
import io.lettergate.webmail.content.OneLine;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Answers an invitation, and goes to the outbox, where the answer waits or is on its way. */
@Controller
class InvitationPage {

    private static final Map<String, Answer> ANSWERS =
            Map.of("accepted", Answer.ACCEPTED, "tentative", Answer.TENTATIVE, "declined", Answer.DECLINED);

    private final Messages messages;
    private final Invitations invitations;
    private final MessageSource words;

    InvitationPage(Messages messages, Invitations invitations, MessageSource words) {
        this.messages = messages;
        this.invitations = invitations;
        this.words = words;
    }

    @PostMapping("/message/{account}/{id}/invitation/{part}")
    String answer(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String id,
            @PathVariable String part,
            @RequestParam String answer,
            Locale locale) {
        var owner = reader.require(account);
        var chosen = ANSWERS.get(answer);
        if (chosen == null || !PartNumber.allows(part)) {
            throw new MailFailure.NoSuchPart();
        }
        var message = messages.locate(owner, id);
        var subject =
                OneLine.of(messages.open(owner, message).summary().envelope().subject());
        invitations.answer(
                owner,
                message,
                new PartNumber(part),
                chosen,
                text("invitation.subject." + answer, subject, locale),
                text("invitation.text." + answer, subject, locale));
        return "redirect:/outbox?account=" + owner.id();
    }

    private String text(String key, String subject, Locale locale) {
        return words.getMessage(key, new Object[] {subject}, locale);
    }
}
