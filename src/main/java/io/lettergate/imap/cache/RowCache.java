package io.lettergate.imap.cache;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.UidValidity;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Rows that somebody has seen, by account, mailbox and UIDVALIDITY. It is sparse, and never the truth: dropping it loses
 * nothing but time.
 */
@Component
public class RowCache implements DisposableBean {

    private final CacheFile file;
    private final CacheSettings settings;

    RowCache(CacheSettings settings) {
        this.settings = settings;
        this.file = new CacheFile(settings.enabled() ? settings.file() : null);
    }

    public MailboxRows of(AccountId account, MailboxName mailbox, UidValidity uidValidity) {
        return new MailboxRows(file, settings, new MailboxRows.Life(account, mailbox, uidValidity));
    }

    /** Somebody set and cleared flags: what was known of them is brought up to date. */
    public void flagsChanged(AccountId account, Collection<MessageRef> messages, Set<Flag> set, Set<Flag> clear) {
        messages.forEach(message -> of(account, message).change(message.uid(), set, clear));
    }

    /** The server told the flags of a message. */
    public void flagsTold(AccountId account, MessageRef message, Marks marks) {
        of(account, message).retell(message.uid(), marks);
    }

    /** Messages are not there any more. */
    public void removed(AccountId account, Collection<MessageRef> messages) {
        messages.forEach(message -> of(account, message).remove(List.of(message.uid())));
    }

    private MailboxRows of(AccountId account, MessageRef message) {
        return of(account, message.mailbox(), message.uidValidity());
    }

    @Override
    public void destroy() {
        file.close();
    }
}
