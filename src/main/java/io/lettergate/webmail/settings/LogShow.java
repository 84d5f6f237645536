package io.lettergate.webmail.settings;

import io.lettergate.audit.AuditKind;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which lines of the log a tab shows; its word is the last part of a message key. */
enum LogShow {
    all("none"),
    signIns("signIn|signOut|secondFactor|session|security"),
    tokens("token"),
    accounts("account|window|switch|copy"),
    mail("removal|message|mailbox|export");

    private final String topics;

    LogShow(String topics) {
        this.topics = topics;
    }

    static LogShow of(@Nullable String word) {
        return Stream.of(values())
                .filter(show -> show.name().equals(word))
                .findFirst()
                .orElse(all);
    }

    /** Empty for all kinds. */
    Set<AuditKind> kinds() {
        return Arrays.stream(AuditKind.values())
                .filter(kind -> kind.word().matches("(" + topics + ")(\\..*)?"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
