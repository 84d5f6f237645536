package io.lettergate.mail;

/** One header field as it stood in the message, unfolded and decoded (RFC 5322 §2.2). */
public record Header(String name, String value) {}
