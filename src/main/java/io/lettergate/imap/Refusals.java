package io.lettergate.imap;

import io.lettergate.mail.MailFailure;

/** What a server's No means to a person, by its response code (RFC 5530, RFC 9051 §7.1). */
final class Refusals {

    private Refusals() {}

    static MailFailure of(String host, Answer completion) {
        return switch (completion.code()) {
            case "NONEXISTENT", "TRYCREATE" -> new MailFailure.NoSuchMailbox();
            case "OVERQUOTA" -> new MailFailure.QuotaExceeded(host, completion.words());
            case "NOPERM", "READ-ONLY" -> new MailFailure.NotPermitted(completion.words());
            case "ALREADYEXISTS" -> new MailFailure.MailboxExists();
            default -> new MailFailure.ServerRefused(host, completion.words(), !completion.isBAD());
        };
    }
}
