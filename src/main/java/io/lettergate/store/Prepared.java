package io.lettergate.store;

/** A message whose file has its name, and can be lost no more. */
record Prepared(Digest digest, long size, Description description) {}
