package io.lettergate.collecting;

import io.lettergate.mail.Uidl;
import java.time.Instant;

/**
 * A message to be collected.
 *
 * @param row of the ledger
 * @param number in this session
 */
public record Wanted(long row, int number, Uidl uidl, int ordinal, long size, Instant firstSeenAt) {}
