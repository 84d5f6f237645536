package io.lettergate.collecting;

import io.lettergate.collecting.spi.LocalCopies.CopyId;
import io.lettergate.mail.Uidl;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the ledger, as it is kept.
 *
 * @param number names it in its account
 * @param ordinal 0, or higher where the server gave one unique-id to several messages
 * @param headerDigest of the header of our copy, or of what the server showed of it
 * @param removeWanted whether the person wants it removed there at once
 * @param told how the person was told that it will leave
 * @param twin whether the server listed another message under the same name, beside it
 * @param look in which the server was told to remove it
 * @param confirmed whether that session ended well, so that the server should have done it
 * @param reappeared how often it was still there after that
 */
record Row(
        long number,
        Uidl uidl,
        int ordinal,
        RowState state,
        long size,
        @Nullable String headerDigest,
        @Nullable String digest,
        Instant firstSeenAt,
        @Nullable Instant storedAt,
        @Nullable CopyId copy,
        String subject,
        String sender,
        boolean pinned,
        boolean removeWanted,
        Told told,
        boolean twin,
        @Nullable Instant deleSentAt,
        @Nullable String look,
        boolean confirmed,
        int reappeared,
        @Nullable Instant absentSince,
        @Nullable Instant goneAt,
        int attempts,
        @Nullable Instant nextTryAt,
        @Nullable String problem) {

    /** After so many removals that did nothing, no more are tried. */
    static final int IN_VAIN = 3;

    /** Few things are as unlike as numbers. */
    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    boolean isLive() {
        return state != RowState.GONE;
    }

    /** Whether it lies on the server, as far as we know. */
    boolean isThere() {
        return isLive() && absentSince == null;
    }

    boolean isInVain() {
        return reappeared >= IN_VAIN;
    }

    String key() {
        return String.valueOf(number);
    }

    /** The same, listed again under this name and with this size. */
    Row listed(Uidl name, int place, long octets, boolean hasTwin) {
        var isBack = state == RowState.DELE_SENT || (state == RowState.GONE && deleSentAt != null);
        var times = reappeared + (isBack && confirmed ? 1 : 0);
        var now = isBack || state == RowState.GONE ? (copy == null ? RowState.NEW : RowState.STORED) : state;
        return changed(name, place, now, octets, twin || hasTwin, times, null, null, isBack ? null : deleSentAt);
    }

    /** The same, missing in a whole listing. */
    Row missing(Instant since) {
        return changed(uidl, ordinal, state, size, twin, reappeared, since, goneAt, deleSentAt);
    }

    /** The same, gone for good. */
    Row gone(Instant at) {
        return changed(uidl, ordinal, RowState.GONE, size, twin, reappeared, absentSince, at, deleSentAt);
    }

    private Row changed(
            Uidl name,
            int place,
            RowState now,
            long octets,
            boolean isTwin,
            int times,
            @Nullable Instant absent,
            @Nullable Instant gone,
            @Nullable Instant sentAt) {
        return new Row(
                number,
                name,
                place,
                now,
                octets,
                headerDigest,
                digest,
                firstSeenAt,
                storedAt,
                copy,
                subject,
                sender,
                pinned,
                removeWanted,
                told,
                isTwin,
                sentAt,
                look,
                confirmed,
                times,
                absent,
                gone,
                attempts,
                nextTryAt,
                problem);
    }

    /** A row for a message that was never seen before. */
    static Row fresh(
            long number,
            Seen seen,
            int ordinal,
            RowState state,
            @Nullable String headerDigest,
            boolean twin,
            Instant now) {
        return new Row(
                number,
                seen.uidl(),
                ordinal,
                state,
                seen.size(),
                headerDigest,
                null,
                now,
                null,
                null,
                "",
                "",
                false,
                false,
                Told.NOT,
                twin,
                null,
                null,
                false,
                0,
                null,
                null,
                0,
                null,
                null);
    }
}
