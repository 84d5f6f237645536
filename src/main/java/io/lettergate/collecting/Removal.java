package io.lettergate.collecting;

/**
 * A message to be removed from the server.
 *
 * @param row of the ledger
 * @param number in this session
 */
public record Removal(long row, int number) {}
