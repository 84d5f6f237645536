package io.lettergate.accounts;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Protocol;

/**
 * Which server keeps the mail of a domain.
 *
 * @param name the domain, or "*" for every address that no other entry names
 * @param trustsUs whether its server is told from which address people sign in, and believes it
 */
public record MailDomain(String name, Protocol protocol, Endpoint incoming, Login login, boolean trustsUs) {

    /** What a server wants to be told as the user's name. */
    public enum Login {
        /** robin@vale.example */
        ADDRESS,
        /** robin */
        LOCAL_PART
    }

    boolean names(String domain) {
        return name.equals("*") || name.equalsIgnoreCase(domain);
    }

    boolean isFallback() {
        return name.equals("*");
    }
}
