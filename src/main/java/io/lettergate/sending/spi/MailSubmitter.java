package io.lettergate.sending.spi;

import io.lettergate.accounts.Credential;
import io.lettergate.accounts.OutgoingAccess;
import java.util.List;
import java.util.OptionalLong;

/** Hands messages in at a server. */
public interface MailSubmitter {

    /**
     * Hands a message in by one connection.
     *
     * @return what the server said of each who gets it
     * @throws io.lettergate.mail.MailFailure if it could not be handed in; how far it came is in the journal
     */
    List<Verdict> submit(OutgoingAccess access, Credential credential, Letter letter, Journal journal);

    /** The most octets that the server takes, as far as it said so lately; it is not asked for this. */
    OptionalLong largest(OutgoingAccess access);

    /** Has the server asked for that soon, if nothing is known of it; the caller waits for nothing, and hears of no failure. */
    void ask(OutgoingAccess access);
}
