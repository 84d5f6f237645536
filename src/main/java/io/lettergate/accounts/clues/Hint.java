package io.lettergate.accounts.clues;

import io.lettergate.mail.Authentication;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import java.util.Set;

/**
 * A server that somebody says to be the right one.
 *
 * @param authentication what it takes; empty where nobody says
 */
public record Hint(Kind kind, Endpoint server, String userName, Set<Authentication> authentication) {

    public Hint {
        authentication = Set.copyOf(authentication);
    }

    /** One of which nobody says more than where it is; most servers know people by their address. */
    static Hint of(Kind kind, String host, int port, Encryption encryption, Seek seek) {
        return new Hint(kind, new Endpoint(host, port, encryption), seek.address(), Set.of());
    }
}
