package io.lettergate.sending;

import io.lettergate.mail.MessageRef;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent, complete as it is: with Message-ID and Date, without Bcc.
 *
 * @param from the reverse-path
 * @param to everybody who gets it, the hidden ones too, each once
 * @param message its octets, read once and not closed
 * @param copyHeader header fields that only the Sent copy gets, each ended by CR LF, as in "Bcc: ada@vale.example\r\n"; else
 *     empty
 * @param filesCopy whether a copy goes to Sent
 * @param sendAt not before this; absent for now
 * @param undo how long it is held at least, so that it can be taken back
 * @param original what it answers or forwards; absent for a new message
 * @param draft what it was written from, to be removed when it is sent; absent where there is none
 * @param idempotencyKey makes of two with the same key one, as long as that is not taken back; absent where every one counts
 * @param request by which a program hands it in, which counts once; absent where it gave no key
 */
public record NewSubmission(
        MailPath from,
        List<MailPath> to,
        InputStream message,
        String copyHeader,
        boolean filesCopy,
        @Nullable Instant sendAt,
        Duration undo,
        @Nullable Original original,
        @Nullable MessageRef draft,
        @Nullable String idempotencyKey,
        @Nullable KeyedRequest request) {

    public NewSubmission {
        to = List.copyOf(to);
    }

    /** One that is sent now, once, with a copy to Sent. */
    public static NewSubmission of(MailPath from, List<MailPath> to, InputStream message) {
        return new NewSubmission(from, to, message, "", true, null, Duration.ZERO, null, null, null, null);
    }

    /** The same with fields for the copy alone. */
    public NewSubmission withCopyHeader(String header) {
        return new NewSubmission(
                from, to, message, header, filesCopy, sendAt, undo, original, draft, idempotencyKey, request);
    }

    /** The same without a copy. */
    public NewSubmission withoutCopy() {
        return new NewSubmission(
                from, to, message, copyHeader, false, sendAt, undo, original, draft, idempotencyKey, request);
    }

    /** The same, but later. */
    public NewSubmission at(@Nullable Instant later, Duration undoable) {
        return new NewSubmission(
                from, to, message, copyHeader, filesCopy, later, undoable, original, draft, idempotencyKey, request);
    }

    /** The same about another message. */
    public NewSubmission about(@Nullable Original answered) {
        return new NewSubmission(
                from, to, message, copyHeader, filesCopy, sendAt, undo, answered, draft, idempotencyKey, request);
    }

    /** The same, written from a draft. */
    public NewSubmission from(@Nullable MessageRef written) {
        return new NewSubmission(
                from, to, message, copyHeader, filesCopy, sendAt, undo, original, written, idempotencyKey, request);
    }

    /** The same, at most once. */
    public NewSubmission once(@Nullable String key) {
        return new NewSubmission(from, to, message, copyHeader, filesCopy, sendAt, undo, original, draft, key, request);
    }

    /** The same, handed in by a request with a key. */
    public NewSubmission asked(@Nullable KeyedRequest by) {
        return new NewSubmission(
                from, to, message, copyHeader, filesCopy, sendAt, undo, original, draft, idempotencyKey, by);
    }
}
