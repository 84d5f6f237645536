package io.lettergate.safehtml;

import java.util.Optional;
import java.util.function.Function;

/** Makes the HTML of a message safe to show: an allow-list of elements, attributes and styles, and nothing remote. */
public final class MailHtml {

    private MailHtml() {}

    /**
     * Keeps what is on the list, and leaves out all else.
     *
     * @param untrusted as the sender wrote it
     * @param picture gives the address of a picture that came with the message, by its Content-ID
     */
    public static SafeHtml sanitize(String untrusted, Function<String, Optional<String>> picture) {
        throw new UnsupportedOperationException();
    }
}
