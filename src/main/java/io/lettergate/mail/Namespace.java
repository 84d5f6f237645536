package io.lettergate.mail;

/** Whose mailboxes are meant (RFC 2342 §4). */
public enum Namespace {
    PERSONAL,
    OTHERS,
    SHARED
}
