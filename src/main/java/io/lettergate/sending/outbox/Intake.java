package io.lettergate.sending.outbox;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.NewSubmission;
import io.lettergate.sending.SubmissionId;
import io.lettergate.sending.outbox.SealedPieces.Owner;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes messages to disk as they come, whatever their size. Bcc is taken off, and kept for the copy; Date and Message-ID
 * are given where they are missing (RFC 6409 §8), once, so that all attempts send the same.
 */
@Component
class Intake {

    private static final int COPY_HEADER = -1;
    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_ID = 990;

    private final SealedPieces pieces;
    private final Clock clock;

    Intake(SealedPieces pieces, Clock clock) {
        this.pieces = pieces;
        this.clock = clock;
    }

    /** A message that is on disk. */
    record Taken(
            SubmissionId id,
            long size,
            boolean eightBit,
            boolean utf8Header,
            String subject,
            @Nullable String messageId) {}

    /**
     * Takes a message.
     *
     * @throws MailFailure if it is no message that can be sent; then nothing of it is left
     */
    Taken take(AccountId account, NewSubmission wanted, long largest) {
        var owner = new Owner(account, SubmissionId.random());
        try {
            return write(owner, wanted, largest);
        } catch (IOException broken) {
            pieces.remove(owner.id());
            throw new UncheckedIOException(broken);
        } catch (RuntimeException failure) {
            pieces.remove(owner.id());
            throw failure;
        }
    }

    private Taken write(Owner owner, NewSubmission wanted, long largest) throws IOException {
        var message = new BufferedInputStream(wanted.message());
        var written = Heading.read(message);
        requireAuthor(written);
        var heading = completed(written.open(), wanted);
        var hidden = written.hidden().text();
        keepCopyHeader(owner, wanted.copyHeader() + hidden);
        var writer = new PieceWriter(pieces, owner, largest);
        try (var header = new ByteArrayInputStream(heading.octets());
                var gap = new ByteArrayInputStream(new byte[] {'\r', '\n'})) {
            header.transferTo(writer);
            gap.transferTo(writer);
        }
        writer.endHeader();
        message.transferTo(writer);
        writer.close();
        var envelope = heading.envelope();
        return new Taken(
                owner.id(),
                writer.size(),
                writer.isEightBit(),
                heading.isUtf8(),
                shortened(envelope.subject()),
                envelope.messageId());
    }

    private static void requireAuthor(Heading heading) {
        if (!heading.has("from")) {
            throw new MailFailure.MessageUnfit("it does not say From whom it is");
        }
    }

    private Heading completed(Heading heading, NewSubmission wanted) {
        var dated = heading.has("date")
                ? heading
                : heading.with("Date: "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                date(wanted).atOffset(ZoneOffset.UTC)));
        if (dated.has("message-id")) {
            var id = dated.envelope().messageId();
            if (id == null || id.length() > LONGEST_ID) {
                throw new MailFailure.MessageUnfit("its Message-ID is none");
            }
            return dated;
        }
        var domain =
                wanted.from().domain().isEmpty() ? "localhost" : wanted.from().domain();
        return dated.with("Message-ID: <" + UUID.randomUUID() + "@" + domain + ">");
    }

    /** What waits for its time is as new then as any other message. */
    private Instant date(NewSubmission wanted) {
        var now = clock.instant();
        var later = wanted.sendAt();
        return later == null || later.isBefore(now) ? now : later;
    }

    private void keepCopyHeader(Owner owner, String header) {
        if (!header.isEmpty()) {
            var octets = header.getBytes(StandardCharsets.ISO_8859_1);
            pieces.write(owner, COPY_HEADER, octets, octets.length);
        }
    }

    private static String shortened(String subject) {
        return subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) + "…" : subject;
    }

    /** The message as it goes to the server. */
    InputStream wire(AccountId account, SubmissionId id, long size) {
        return new BufferedInputStream(new PieceReader(pieces, new Owner(account, id), size), PieceWriter.PIECE);
    }

    /** The message as its copy is filed: with the fields that nobody else may see. */
    InputStream copy(AccountId account, SubmissionId id, long size) {
        var hidden = pieces.read(new Owner(account, id), COPY_HEADER).orElse(new byte[0]);
        return new SequenceInputStream(new ByteArrayInputStream(hidden), wire(account, id, size));
    }

    void remove(SubmissionId id) {
        pieces.remove(id);
    }
}
