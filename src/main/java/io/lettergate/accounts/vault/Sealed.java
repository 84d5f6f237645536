package io.lettergate.accounts.vault;

/** A secret as it is stored. */
record Sealed(Place place, long keyId, String text) {}
