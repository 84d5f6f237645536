package io.lettergate.sending.drafts;

import io.lettergate.mail.Address;
import io.lettergate.mime.OutgoingMessage;
import io.lettergate.sending.Original;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has written so far. Addresses may be unfinished, but nothing in it can end a header line.
 *
 * @param identity who it is from, by the identity's id; absent for the preferred one
 * @param html absent for a plain message
 * @param files uploads that go with it, by their ids
 */
public record DraftContent(
        @Nullable String identity,
        List<Address> to,
        List<Address> cc,
        List<Address> bcc,
        String subject,
        String text,
        @Nullable String html,
        OutgoingMessage.Priority priority,
        boolean receipt,
        List<String> inReplyTo,
        List<String> references,
        @Nullable Source original,
        List<String> files) {

    private static final int LONGEST = 1_000_000;
    private static final int MOST_FILES = 200;

    /** The message that it answers or forwards, by its id. */
    public record Source(String message, Original.Kind kind) {}

    public DraftContent {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        inReplyTo = List.copyOf(inReplyTo);
        references = List.copyOf(references);
        files = List.copyOf(files);
        OutgoingMessage.requireLine("The subject", subject);
        Stream.of(to, cc, bcc).flatMap(List::stream).forEach(DraftContent::requireLines);
        if (text.length() > LONGEST || (html != null && html.length() > LONGEST)) {
            throw new IllegalArgumentException("A message has at most " + LONGEST + " characters of text.");
        }
        if (files.size() > MOST_FILES) {
            throw new IllegalArgumentException("A message has at most " + MOST_FILES + " files.");
        }
    }

    private static void requireLines(Address address) {
        OutgoingMessage.requireLine("The address", address.email());
        if (address.name() != null) {
            OutgoingMessage.requireLine("The name", address.name());
        }
    }

    /** A message that nobody wrote anything into. */
    public static DraftContent blank() {
        return new DraftContent(
                null,
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                null,
                OutgoingMessage.Priority.NORMAL,
                false,
                List.of(),
                List.of(),
                null,
                List.of());
    }

    /** The same to somebody. */
    public DraftContent to(List<Address> receivers, List<Address> copies) {
        return new DraftContent(
                identity,
                receivers,
                copies,
                bcc,
                subject,
                text,
                html,
                priority,
                receipt,
                inReplyTo,
                references,
                original,
                files);
    }

    /** The same with blind copies to somebody. */
    public DraftContent hidden(List<Address> receivers) {
        return new DraftContent(
                identity,
                to,
                cc,
                receivers,
                subject,
                text,
                html,
                priority,
                receipt,
                inReplyTo,
                references,
                original,
                files);
    }

    /** The same with other words. */
    public DraftContent saying(String newSubject, String newText, @Nullable String newHtml) {
        return new DraftContent(
                identity,
                to,
                cc,
                bcc,
                newSubject,
                newText,
                newHtml,
                priority,
                receipt,
                inReplyTo,
                references,
                original,
                files);
    }

    /** The same with other wishes of those who carry and read it. */
    public DraftContent wishing(OutgoingMessage.Priority urgency, boolean wantsReceipt) {
        return new DraftContent(
                identity,
                to,
                cc,
                bcc,
                subject,
                text,
                html,
                urgency,
                wantsReceipt,
                inReplyTo,
                references,
                original,
                files);
    }

    /** The same from somebody. */
    public DraftContent from(String identityId) {
        return new DraftContent(
                identityId,
                to,
                cc,
                bcc,
                subject,
                text,
                html,
                priority,
                receipt,
                inReplyTo,
                references,
                original,
                files);
    }

    /** The same about another message. */
    public DraftContent about(@Nullable Source source, List<String> answers, List<String> before) {
        return new DraftContent(
                identity, to, cc, bcc, subject, text, html, priority, receipt, answers, before, source, files);
    }

    /** The same with other files. */
    public DraftContent with(List<String> uploads) {
        return new DraftContent(
                identity,
                to,
                cc,
                bcc,
                subject,
                text,
                html,
                priority,
                receipt,
                inReplyTo,
                references,
                original,
                uploads);
    }
}
