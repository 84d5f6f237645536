package io.lettergate.pop3;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Uidl;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One session on a maildrop, signed in (the TRANSACTION state of RFC 1939 §5). All methods throw {@link MailFailure} when
 * the connection breaks or the server answers what cannot be; the session is then good for nothing but to be closed.
 */
interface Drop extends AutoCloseable {

    Capabilities capabilities();

    /** What the maildrop held when the session began. */
    Count count();

    /**
     * Lists all messages.
     *
     * @throws MailFailure.ServerUnavailable if the server refuses for now
     */
    Listing list();

    /** The unique-id of one message; absent where the server does not tell. */
    Optional<Uidl> uidl(int number);

    /**
     * Fetches messages in this order, several commands ahead where the server can do that.
     *
     * @throws IOException only what the taker threw
     */
    void retrieve(List<Integer> numbers, Retrieval into) throws IOException;

    /**
     * The header and the first lines of a message, but no more octets than the limit.
     *
     * @throws PopRefused if the server does not give it
     */
    byte[] top(int number, int lines, int limit);

    /** The same for many messages, several commands ahead where the server can do that. */
    void tops(List<Integer> numbers, int lines, int limit, Tops into);

    /** Marks a message for removal when the session ends well. Even yes proves nothing. */
    Reply delete(int number);

    /** The same for many messages, several commands ahead where the server can do that; the replies in this order. */
    List<Reply> delete(List<Integer> numbers);

    /** Takes all marks back. */
    Reply reset();

    Reply noop();

    /** Asks the server to carry the removals out: a no says that some may not have been. */
    Reply quit();

    /** Drops the connection without a word, so that the server removes nothing. */
    @Override
    void close();
}
