package io.lettergate.mailbox;

/**
 * A name for what a page shows now: the same name means the same page, and another need not mean another.
 *
 * @param value letters, digits, dots and dashes
 */
public record ListVersion(String value) {}
