package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.spi.MailSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Conversations: messages that answer each other, wherever they were filed (RFC 8621 §3). */
@Service
public class Conversations {

    /** The most messages of one conversation. */
    public static final int MOST = 200;

    /** How often those that were found may lead to another beginning. */
    private static final int WAVES = 3;

    private static final List<MailboxRole> ELSEWHERE =
            List.of(MailboxRole.INBOX, MailboxRole.SENT, MailboxRole.ARCHIVE);

    private final Connectors connectors;
    private final Mailboxes mailboxes;

    Conversations(Connectors connectors, Mailboxes mailboxes) {
        this.connectors = connectors;
        this.mailboxes = mailboxes;
    }

    /**
     * The conversation a message belongs to: in its mailbox, the inbox, the sent mail and the archive.
     *
     * @throws MailFailure.MessageGone if the message is not there any more
     */
    public Conversation of(Account account, MessageRef message) {
        var places = Stream.concat(
                        Stream.of(message.mailbox()),
                        ELSEWHERE.stream()
                                .map(role -> mailboxes.withRole(account, role))
                                .flatMap(Optional::stream)
                                .map(Mailbox::name))
                .distinct()
                .toList();
        // A session that stands in the last of them spares one that stands where the reader is.
        return connectors.inSession(account, places.getLast(), session -> gather(session, message, places));
    }

    private static Conversation gather(MailSession session, MessageRef message, List<MailboxName> places) {
        var kin = new Kin(session.summary(message));
        for (int wave = 0; wave < WAVES && kin.hasUnasked(); wave++) {
            var ids = kin.ask();
            for (var place : places) {
                kin.add(related(session, place, ids));
            }
        }
        return kin.conversation(MOST);
    }

    private static List<MessageSummary> related(MailSession session, MailboxName place, Set<String> ids) {
        try {
            return session.related(place, ids, MOST);
        } catch (MailFailure.NoSuchMailbox gone) {
            return List.of();
        }
    }
}
