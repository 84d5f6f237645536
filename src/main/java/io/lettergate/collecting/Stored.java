package io.lettergate.collecting;

import io.lettergate.collecting.spi.LocalCopies.CopyId;

/**
 * A copy that is stored now.
 *
 * @param row of the ledger
 * @param digest SHA-256 in hexadecimal
 */
public record Stored(long row, CopyId copy, String digest, long size, Heading heading) {}
