package io.lettergate.webmail;

import io.lettergate.mail.Mailbox;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What mailboxes are called: those with a role in the reader's language, all others as they are. */
@Component
class FolderNames {

    private final MessageSource messages;

    FolderNames(MessageSource messages) {
        this.messages = messages;
    }

    String of(Mailbox mailbox, Locale locale) {
        var role = mailbox.role();
        return role == null ? mailbox.label() : messages.getMessage("folder." + role.word(), null, locale);
    }
}
