package io.lettergate.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of a journal: one thing that happened to an account's mail. A mailbox is named by its UIDVALIDITY. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Line.Account.class, name = "account"),
    @JsonSubTypes.Type(value = Line.Mailbox.class, name = "mailbox"),
    @JsonSubTypes.Type(value = Line.MailboxGone.class, name = "mailbox-gone"),
    @JsonSubTypes.Type(value = Line.Stored.class, name = "stored"),
    @JsonSubTypes.Type(value = Line.Marked.class, name = "marked"),
    @JsonSubTypes.Type(value = Line.Removed.class, name = "removed"),
    @JsonSubTypes.Type(value = Line.Known.class, name = "known"),
    @JsonSubTypes.Type(value = Line.Letter.class, name = "letter")
})
sealed interface Line {

    /** The version of the account's mail that this led to. */
    long modSeq();

    /** Whose mail it is. */
    record Account(long modSeq, AccountFacts facts) implements Line {}

    /** A mailbox was made, or is another now than before. */
    record Mailbox(
            long modSeq,
            long mailbox,
            String name,
            @Nullable String role,
            boolean subscribed,
            long uidNext) implements Line {}

    /** A mailbox was removed with all its messages. */
    record MailboxGone(long modSeq, long mailbox) implements Line {}

    /**
     * A message lies in a mailbox.
     *
     * @param number of the message, the same in each mailbox that it lies in
     */
    record Stored(
            long modSeq,
            long mailbox,
            long uid,
            long number,
            String digest,
            long size,
            long receivedAt,
            long storedAt,
            String flags,
            @Nullable Origin origin)
            implements Line {}

    /** Flags were set and cleared. */
    record Marked(long modSeq, long mailbox, List<Long> uids, String set, String cleared) implements Line {}

    /** Messages left a mailbox. */
    record Removed(long modSeq, long mailbox, List<Long> uids) implements Line {}

    /** A collected message, which is remembered though it was removed here. */
    record Known(long modSeq, long number, String digest, long size, long storedAt, Origin origin) implements Line {}

    /** A letter of ours was written. */
    record Letter(long modSeq, String key) implements Line {}

    /** Where a collected message came from. */
    record Origin(String uidl, int ordinal, long firstSeenAt) {}
}
