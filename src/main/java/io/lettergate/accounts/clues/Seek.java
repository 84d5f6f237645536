package io.lettergate.accounts.clues;

import java.util.function.UnaryOperator;

/**
 * Whose mail is looked for.
 *
 * @param domain in the one spelling that hosts have
 */
public record Seek(String localPart, String domain) {

    public String address() {
        return localPart + "@" + domain;
    }

    /** Puts the address into what somebody published, as the placeholders of Mozilla's format say. */
    String fill(String template) {
        return fill(template, value -> value);
    }

    String fill(String template, UnaryOperator<String> written) {
        return template.replace("%EMAILADDRESS%", written.apply(address()))
                .replace("%EMAILLOCALPART%", written.apply(localPart))
                .replace("%EMAILDOMAIN%", written.apply(domain));
    }
}
