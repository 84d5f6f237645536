package io.lettergate.accounts;

import io.lettergate.accounts.spi.TokenSource;
import io.lettergate.mail.MailFailure;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leave to use a mailbox by OAuth 2.0 (RFC 6749): a token that ends soon, and the way to the next one. All who use the
 * account share it, so that one renewal serves them all. It never shows itself.
 */
public final class AccessToken implements Credential {

    private static final Logger LOG = LoggerFactory.getLogger(AccessToken.class);

    private final TokenSource source;
    private String token;

    /** Takes the first token, and where the next ones come from. */
    public AccessToken(String token, TokenSource source) {
        this.source = source;
        this.token = usable(token);
    }

    /** One whose first token is got when it is needed. */
    AccessToken(TokenSource source) {
        this.source = source;
        this.token = "";
    }

    /** The token as it is now; one that ends soon is renewed before. */
    @Override
    public synchronized String reveal() {
        if (token.isEmpty()) {
            token = usable(source.next());
        } else if (source.isEnding()) {
            renewIfPossible();
        }
        return token;
    }

    private void renewIfPossible() {
        try {
            token = usable(source.next());
        } catch (MailFailure.ServerUnreachable | MailFailure.ServerSlow | MailFailure.ServerUnavailable notNow) {
            LOG.debug("token=not-renewed, so the present one has to do", notNow);
        }
    }

    /** What it rests on, where that may be stored. */
    public Optional<Agreement> agreement() {
        return source.agreement();
    }

    /**
     * Gets the next token in place of one that was refused, unless somebody did already.
     *
     * @throws io.lettergate.mail.MailFailure.SignInNeeded if there is no next one
     */
    public synchronized void renew(String refused) {
        if (token.equals(refused)) {
            token = usable(source.next());
        }
    }

    private static String usable(String token) {
        if (token.isEmpty() || token.chars().anyMatch(character -> character <= 0x20 || character >= 0x7F)) {
            throw new IllegalArgumentException("A token is not empty and has no spaces or control characters");
        }
        return token;
    }

    @Override
    public String toString() {
        return "AccessToken(not shown)";
    }
}
