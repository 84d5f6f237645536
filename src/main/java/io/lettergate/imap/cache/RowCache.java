package io.lettergate.imap.cache;

import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.AccountRemoved;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
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
        return of(new Life(account, mailbox, uidValidity));
    }

    private MailboxRows of(Life life) {
        return new MailboxRows(new Shelf(file, settings, life));
    }

    /** Somebody set and cleared flags: what was known of them is brought up to date. */
    public void flagsChanged(AccountId account, Collection<MessageRef> messages, Set<Flag> set, Set<Flag> clear) {
        messages.forEach(message -> of(life(account, message)).change(message.uid(), set, clear));
    }

    /** The server told the flags of messages as they are now: what was known of them is brought up to date. */
    public void flagsTold(AccountId account, MailboxName mailbox, UidValidity uidValidity, Map<Uid, Marks> told) {
        of(account, mailbox, uidValidity).renew(told);
    }

    /** Any message of a mailbox may have other flags now, or be gone: what was known of them is not shown any more. */
    public void doubt(AccountId account, MailboxName mailbox) {
        file.ask(sql -> new Entrance(sql).doubt(account, mailbox), 0);
    }

    /** Messages are not there any more. */
    public void removed(AccountId account, Collection<MessageRef> messages) {
        messages.stream()
                .collect(Collectors.groupingBy(
                        message -> life(account, message), Collectors.mapping(MessageRef::uid, Collectors.toList())))
                .forEach((life, uids) -> of(life).remove(uids));
    }

    /** A mailbox is not there any more. */
    public void removed(AccountId account, MailboxName mailbox) {
        file.ask(sql -> new Entrance(sql).forget(account, mailbox), 0);
    }

    /** An account is not here any more. */
    @EventListener
    void removed(AccountRemoved account) {
        file.ask(sql -> new Entrance(sql).forget(account.account()), 0);
    }

    private static Life life(AccountId account, MessageRef message) {
        return new Life(account, message.mailbox(), message.uidValidity());
    }

    @Override
    public void destroy() {
        file.close();
    }
}
