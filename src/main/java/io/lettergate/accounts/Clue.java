package io.lettergate.accounts;

/**
 * Somebody who was asked where the mail of an address is.
 *
 * @param place who that was, as a person may read it
 * @param found whether they knew
 */
public record Clue(Candidate.Source source, String place, boolean found) {}
