package io.lettergate.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header fields a list needs, decoded (RFC 9051 §7.5.2, RFC 5322 §3.6). */
public record Envelope(
        String subject,
        List<Address> from,
        List<Address> replyTo,
        List<Address> to,
        List<Address> cc,
        List<Address> bcc,
        @Nullable Instant sentAt,
        @Nullable String messageId,
        List<String> inReplyTo,
        List<String> references) {

    public Envelope {
        from = List.copyOf(from);
        replyTo = List.copyOf(replyTo);
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        inReplyTo = List.copyOf(inReplyTo);
        references = List.copyOf(references);
    }

    /** An envelope that tells nothing, for a message whose header could not be read. */
    public static Envelope unknown() {
        return new Envelope(
                "", List.of(), List.of(), List.of(), List.of(), List.of(), null, null, List.of(), List.of());
    }
}
