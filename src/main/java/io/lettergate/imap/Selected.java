package io.lettergate.imap;

import io.lettergate.imap.cache.MailboxRows;
import io.lettergate.imap.cache.MailboxRows.Entered;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.ModSeq;
import io.lettergate.mail.UidValidity;
import org.jspecify.annotations.Nullable;

/** The mailbox a session stands in; how many messages it has is kept up to date by what the server says meanwhile. */
class Selected {

    private final MailboxName name;
    private final UidValidity uidValidity;
    private final long uidNext;
    private final @Nullable ModSeq highest;
    private final long messagesAtFirst;
    private final boolean readOnly;
    private long messages;
    private @Nullable Entered entered;
    private boolean hasNews = true;
    private boolean hasChanged;
    private boolean doubts;
    private boolean counted;
    private boolean miscounted;

    /**
     * Makes what SELECT told.
     *
     * @param uidNext 0 where the server did not tell
     * @param highest the HIGHESTMODSEQ; absent where the mailbox has none (RFC 7162 §3.1.2)
     */
    Selected(
            MailboxName name,
            UidValidity uidValidity,
            boolean readOnly,
            long messages,
            long uidNext,
            @Nullable ModSeq highest) {
        this.name = name;
        this.uidValidity = uidValidity;
        this.messagesAtFirst = messages;
        this.readOnly = readOnly;
        this.messages = messages;
        this.uidNext = uidNext;
        this.highest = highest;
    }

    MailboxName name() {
        return name;
    }

    UidValidity uidValidity() {
        return uidValidity;
    }

    /** Whether the server lets nothing be changed here. */
    boolean isReadOnly() {
        return readOnly;
    }

    long messages() {
        return messages;
    }

    long uidNext() {
        return uidNext;
    }

    long messagesAtFirst() {
        return messagesAtFirst;
    }

    /** The version of the whole mailbox when it was selected. */
    @Nullable
    ModSeq highest() {
        return highest;
    }

    /** What was known when this session entered; it is noted once, as other sessions may have seen more since. */
    Entered entered(MailboxRows cache) {
        if (entered == null) {
            entered = cache.enter(highest == null ? 0 : highest.value());
        }
        return entered;
    }

    /** What was known is compared with what is there, and can be trusted from here on. */
    void compared() {
        if (entered != null) {
            entered = new Entered(entered.uidNext(), 0, entered.era());
        }
    }

    boolean hasModSeq() {
        return highest != null;
    }

    /** The version of the whole mailbox; nothing once it changed under this session, until it is selected again. */
    @Nullable
    ModSeq version() {
        return hasChanged || doubts ? null : highest;
    }

    /**
     * Whether messages went just after the server told how many there are: some servers had left them out of that number
     * already.
     */
    boolean isMiscounted() {
        return miscounted;
    }

    /** What the server told up to now is settled. */
    void settle() {
        counted = false;
    }

    /** Whether mail came that no list of ours has seen. */
    boolean hasNews() {
        return hasNews;
    }

    void hasNews(boolean now) {
        hasNews = now;
    }

    /** Whether a FETCH told of what may be newer than we knew; who reads it decides. */
    boolean doubts() {
        return doubts;
    }

    void doubts(boolean now) {
        doubts = now;
    }

    /** Whether this version of a message is newer than the mailbox was when it was selected. */
    boolean isNews(@Nullable ModSeq modSeq) {
        return modSeq == null || highest == null || modSeq.compareTo(highest) > 0;
    }

    void see(Answer answer) {
        if (answer.is("EXISTS")) {
            var now = Math.max(answer.getNumber(), 0);
            hasNews |= now > messages;
            hasChanged |= now != messages;
            counted = true;
            messages = now;
        } else if (answer.is("EXPUNGE")) {
            messages = Math.max(messages - 1, 0);
            hasChanged = true;
            miscounted |= counted;
        } else if (answer.is("VANISHED")) {
            hasChanged = true;
        } else if (answer.is("FETCH") && answer.tellsFlags()) {
            doubts = true;
        }
    }
}
