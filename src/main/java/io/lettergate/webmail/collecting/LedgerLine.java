package io.lettergate.webmail.collecting;

import io.lettergate.collecting.LedgerRow;
import io.lettergate.collecting.LedgerRow.State;
import io.lettergate.mail.MessageRef;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.webmail.Almanac;
import io.lettergate.webmail.Octets;
import io.lettergate.webmail.content.OneLine;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * One row of the ledger, as its page shows it.
 *
 * @param url where our copy can be read; absent where there is none
 * @param state the last part of a message key
 * @param leaves a day in words; absent if it does not leave
 */
record LedgerLine(
        String key,
        String uidl,
        String subject,
        String sender,
        @Nullable String url,
        String size,
        String state,
        String seen,
        @Nullable String stored,
        @Nullable String leaves,
        @Nullable String gone,
        @Nullable String goneAt,
        @Nullable String digest,
        @Nullable String problem,
        boolean canPin,
        boolean canUnpin,
        boolean canRemove,
        boolean canTakeBack,
        boolean canCollect) {

    static LedgerLine of(LedgerRow row, String account, Almanac almanac) {
        var state = row.state();
        var there = state == State.ON_SERVER || state == State.HELD;
        return new LedgerLine(
                row.key(),
                row.uidl(),
                OneLine.of(row.subject()),
                OneLine.of(row.sender()),
                row.message() == null ? null : url(account, row.message()),
                Octets.words(row.size()),
                row.removeSent() ? "SENT" : state.name(),
                almanac.brief(row.firstSeenAt()),
                full(row.storedAt(), almanac),
                row.leavesAt() == null ? null : almanac.day(row.leavesAt()),
                row.goneAt() == null ? null : almanac.day(row.goneAt()),
                full(row.goneAt(), almanac),
                row.digest(),
                row.problem(),
                (there || canStay(row)) && !row.pinned(),
                row.pinned(),
                there && row.storedAt() != null && !row.pinned(),
                row.removeWanted(),
                state == State.PASSED_OVER || state == State.FAILED);
    }

    /** Whether it is due by the window alone, and nothing was sent yet. */
    private static boolean canStay(LedgerRow row) {
        return row.state() == State.DUE && !row.removeWanted() && !row.removeSent();
    }

    private static @Nullable String full(@Nullable Instant instant, Almanac almanac) {
        return instant == null ? null : almanac.full(instant);
    }

    private static String url(String account, MessageRef message) {
        return UriComponentsBuilder.fromPath("/mail/" + account)
                .pathSegment(
                        OpaqueId.of(message.mailbox()).value(),
                        OpaqueId.of(message).value())
                .encode()
                .toUriString();
    }
}
