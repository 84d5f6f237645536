package io.lettergate.sending.outbox;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.OutgoingAccess;
import io.lettergate.accounts.OutgoingServers;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.MailboxChanges;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.sending.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Files the copies of what was sent, each once: what lies in Sent already is not filed again. */
@Component
class SentCopies {

    private static final String LABEL = "Sent";
    /** They file what goes through them by themselves (docs/quirks.md). */
    private static final List<String> FILING_THEMSELVES = List.of(
            "gmail.com",
            "googlemail.com",
            "google.com",
            "outlook.com",
            "office365.com",
            "office.com",
            "hotmail.com",
            "live.com");

    private final Mailboxes mailboxes;
    private final MailboxChanges changes;
    private final Messages messages;
    private final OutgoingServers servers;
    private final Intake intake;

    SentCopies(Mailboxes mailboxes, MailboxChanges changes, Messages messages, OutgoingServers servers, Intake intake) {
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.messages = messages;
        this.servers = servers;
        this.intake = intake;
    }

    /** Whether its provider files it. */
    boolean areFiledByProvider(Account account) {
        var incoming = account.incoming().host();
        var outgoing = servers.of(account).map(OutgoingAccess::server).map(server -> server.host());
        return account.protocol() == Protocol.IMAP
                && Stream.concat(Stream.of(incoming), outgoing.stream()).allMatch(SentCopies::filesItself);
    }

    private static boolean filesItself(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return FILING_THEMSELVES.stream().anyMatch(domain -> name.equals(domain) || name.endsWith("." + domain));
    }

    /** Whether it lies there. */
    boolean isThere(Account account, Submission submission) {
        var id = submission.messageId();
        return id != null
                && mailboxes
                        .withRole(account, MailboxRole.SENT)
                        .flatMap(sent -> messages.find(account, sent, id))
                        .isPresent();
    }

    /**
     * Files it, unless it lies there.
     *
     * @throws MailFailure if it could not be filed
     */
    void file(Account account, Submission submission) {
        var sent = mailboxes.withRole(account, MailboxRole.SENT).orElseGet(() -> made(account));
        if (isThere(account, submission)) {
            return;
        }
        try (var copy = intake.copy(account.id(), submission.id(), submission.size())) {
            messages.file(account, sent, copy, Set.of(Flag.SEEN), null);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Mailbox made(Account account) {
        return changes.create(account, null, LABEL, MailboxRole.SENT);
    }
}
