package io.lettergate.accounts;

import io.lettergate.mail.Authentication;
import java.util.Set;

/**
 * A way in which the mail of an address may be reached, and who says so.
 *
 * @param authentication what its server takes, as its provider publishes it; empty where nobody says
 * @param doubts why no password is sent there before the person agreed
 */
public record Candidate(Access access, Source source, Set<Authentication> authentication, Set<Doubt> doubts) {

    public Candidate {
        authentication = Set.copyOf(authentication);
        doubts = Set.copyOf(doubts);
    }

    /** One of which no more is known. */
    public Candidate(Access access, Source source) {
        this(access, source, Set.of(), Set.of());
    }

    public boolean isDoubtful() {
        return !doubts.isEmpty();
    }

    /** Whether a password may be of use: it is, unless the provider says otherwise. */
    public boolean takesPassword() {
        return authentication.isEmpty() || authentication.stream().anyMatch(Authentication::takesPassword);
    }

    /** Who says so, the most trustworthy first. */
    public enum Source {
        /** The operator's table of domains. */
        OPERATOR,
        /** The domain itself, in Mozilla's format, from a host with its certificate. */
        AUTOCONFIG,
        /** A database of many providers, in the same format. */
        DATABASE,
        /** Our own table of large providers. */
        PROVIDER,
        /** The DNS, by name of the service (RFC 6186). */
        SRV,
        /** The DNS, by who takes the domain's mail. */
        MX,
        /** The names that many servers have. */
        GUESS
    }

    /** Why somebody has to agree first. */
    public enum Doubt {
        /** Everybody on the way could read along. */
        PLAIN_TEXT,
        /** The DNS alone names a host of another domain, and the DNS can be made to lie (RFC 6186 §6). */
        FOREIGN_HOST
    }
}
