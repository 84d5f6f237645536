package io.lettergate.mailbox;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a mailbox are meant, by the day they were received.
 *
 * @param since the first day; absent for the beginning of time
 * @param before the day after the last
 * @param unreadToo whether what nobody has read counts
 * @param flaggedToo whether what somebody flagged counts
 */
public record Aged(@Nullable LocalDate since, LocalDate before, boolean unreadToo, boolean flaggedToo) {}
