package io.lettergate.mime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message that somebody wrote, complete and fit to be put into octets: no value of it can end its header line.
 *
 * @param messageId without its brackets, made once and kept whatever happens to the message
 * @param date when it was written to be sent
 * @param draftId which draft it is a copy of; told in the copy among drafts alone
 */
public record OutgoingMessage(
        OutgoingAddress from,
        List<OutgoingAddress> replyTo,
        Receivers receivers,
        String subject,
        Words words,
        List<OutgoingFile> files,
        Answer answer,
        String messageId,
        Instant date,
        Wishes wishes,
        @Nullable String draftId) {

    private static final int MOST_RECEIVERS = 1_000;
    private static final int LONGEST_SUBJECT = 2_000;
    private static final int MOST_REFERENCES = 20;
    private static final Pattern ID = Pattern.compile("[!-;=?A-~]{1,200}+(?:@[!-;=?A-~]{1,200}+){1,3}+");
    private static final Pattern DRAFT_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** Who gets it. */
    public record Receivers(List<OutgoingAddress> to, List<OutgoingAddress> cc, List<OutgoingAddress> bcc) {

        public Receivers {
            to = List.copyOf(to);
            cc = List.copyOf(cc);
            bcc = List.copyOf(bcc);
            if (to.size() + cc.size() + bcc.size() > MOST_RECEIVERS) {
                throw new IllegalArgumentException("One message goes to at most " + MOST_RECEIVERS + " addresses.");
            }
        }

        /** All of them, each once. */
        public List<OutgoingAddress> all() {
            return Stream.of(to, cc, bcc).flatMap(List::stream).distinct().toList();
        }
    }

    /**
     * What it says.
     *
     * @param text what a reader of plain text sees; made from the HTML where it is absent
     * @param html absent for a plain message
     */
    public record Words(@Nullable String text, @Nullable String html) {

        /** The plain text, given or made. */
        public String plain() {
            return text != null ? text : html == null ? "" : TextOfHtml.of(html);
        }
    }

    /**
     * Which messages it answers, by their Message-ID without brackets (RFC 5322 §3.6.4). Of many references the first
     * and the last stay.
     */
    public record Answer(List<String> inReplyTo, List<String> references) {

        public static final Answer NONE = new Answer(List.of(), List.of());

        public Answer {
            inReplyTo = ids(inReplyTo);
            references = shortened(ids(references));
        }

        private static List<String> ids(List<String> ids) {
            ids.forEach(id -> requireId(id));
            return List.copyOf(ids);
        }

        private static List<String> shortened(List<String> ids) {
            if (ids.size() <= MOST_REFERENCES) {
                return ids;
            }
            var kept = new ArrayList<String>();
            kept.add(ids.getFirst());
            kept.addAll(ids.subList(ids.size() - MOST_REFERENCES + 1, ids.size()));
            return List.copyOf(kept);
        }
    }

    /** What its writer wishes besides. */
    public record Wishes(Priority priority, boolean receipt) {

        public static final Wishes NONE = new Wishes(Priority.NORMAL, false);
    }

    /** How urgent its writer says it is. */
    public enum Priority {
        HIGH,
        NORMAL,
        LOW
    }

    public OutgoingMessage {
        replyTo = List.copyOf(replyTo);
        files = List.copyOf(files);
        HeaderText.require("The subject", subject);
        if (subject.length() > LONGEST_SUBJECT) {
            throw new IllegalArgumentException("A subject has at most " + LONGEST_SUBJECT + " characters.");
        }
        requireId(messageId);
        if (draftId != null && !DRAFT_ID.matcher(draftId).matches()) {
            throw new IllegalArgumentException("This is no id of a draft: " + OneLine.of(draftId, 64));
        }
    }

    /**
     * Text that can stand in a header.
     *
     * @param what names it at the beginning of a sentence
     * @throws IllegalArgumentException if it holds a line end or another control
     */
    public static String requireLine(String what, String text) {
        return HeaderText.require(what, text);
    }

    /** A Message-ID that nobody had before; it tells no more than the domain of the sender. */
    public static String freshId(OutgoingAddress from) {
        var domain = from.domain().startsWith("[") ? "mail.invalid" : from.domain();
        return UUID.randomUUID() + "@" + domain;
    }

    /** Whether an id can be named in a header. */
    public static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    private static void requireId(String id) {
        HeaderText.require("A Message-ID", id);
        if (!isId(id)) {
            throw new IllegalArgumentException("This is no Message-ID: " + OneLine.of(id, 100));
        }
    }

    /** Whether only a server with SMTPUTF8 can take it, as an address has more than ASCII before its @ (RFC 6531). */
    public boolean needsUtf8() {
        return Stream.of(List.of(from), replyTo, receivers.all())
                .flatMap(List::stream)
                .anyMatch(OutgoingAddress::needsUtf8);
    }
}
