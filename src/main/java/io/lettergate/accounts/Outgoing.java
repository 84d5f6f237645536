package io.lettergate.accounts;

import io.lettergate.mail.Authentication;
import io.lettergate.mail.Endpoint;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A server that may take the mail that somebody writes, and what came of knocking there.
 *
 * @param authentication what it takes, as its provider publishes it; empty where nobody says
 * @param problem why it cannot be used, in a sentence; absent where it answers as it should
 */
public record Outgoing(
        Endpoint server,
        String userName,
        Candidate.Source source,
        Set<Authentication> authentication,
        @Nullable String problem) {

    public Outgoing {
        authentication = Set.copyOf(authentication);
    }

    public boolean answers() {
        return problem == null;
    }

    Outgoing after(@Nullable String tried) {
        return new Outgoing(server, userName, source, authentication, tried);
    }
}
