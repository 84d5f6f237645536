package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Grant;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRight;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Who may do what with the mailboxes of an account, on servers that know rights. */
@Service
public class Sharing {

    private final Connectors connectors;

    Sharing(Connectors connectors) {
        this.connectors = connectors;
    }

    /** What the reader may do; absent where the server knows no rights. */
    public Optional<Set<MailboxRight>> rights(Account account, Mailbox mailbox) {
        return connectors.inSession(
                account,
                session -> session.features().contains(Feature.ACL)
                        ? Optional.of(session.rights(mailbox.name()))
                        : Optional.empty());
    }

    /**
     * What everybody may do.
     *
     * @throws MailFailure.NotPermitted if the reader may not administer the mailbox
     */
    public List<Grant> grants(Account account, Mailbox mailbox) {
        return connectors.inSession(account, session -> {
            requireAdministering(session.rights(mailbox.name()));
            return session.grants(mailbox.name());
        });
    }

    /** Gives exactly these rights. */
    public void grant(Account account, Mailbox mailbox, Grant grant) {
        connectors.during(account, session -> {
            requireAdministering(session.rights(mailbox.name()));
            session.grant(mailbox.name(), grant);
        });
    }

    public void revoke(Account account, Mailbox mailbox, String who) {
        connectors.during(account, session -> {
            requireAdministering(session.rights(mailbox.name()));
            session.revoke(mailbox.name(), who);
        });
    }

    private static void requireAdministering(Set<MailboxRight> rights) {
        if (!rights.contains(MailboxRight.ADMINISTER)) {
            throw new MailFailure.NotPermitted("");
        }
    }
}
