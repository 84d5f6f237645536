package io.lettergate.imap.cache;

/** All that is remembered of a message. */
public record Known(CachedRow row, Marks marks) {}
