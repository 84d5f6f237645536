package io.lettergate.auth;

import java.util.Arrays;
import java.util.Optional;

/** What a token may be allowed to do. */
public enum Scope {
    MAIL_READ("mail.read"),
    MAIL_WRITE("mail.write"),
    MAIL_SEND("mail.send"),
    ACCOUNT_MANAGE("account.manage"),
    ADMIN("admin");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** The scope as JSON and the table spell it. */
    public String word() {
        return word;
    }

    /** The scope that a word stands for. */
    public static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }
}
