package io.lettergate.audit;

import java.util.Arrays;
import java.util.Optional;

/** What can stand in the log. */
public enum AuditKind {
    SIGN_IN_ACCEPTED("signIn.accepted"),
    SIGN_IN_REFUSED("signIn.refused"),
    SECOND_FACTOR_ACCEPTED("secondFactor.accepted"),
    SECOND_FACTOR_REFUSED("secondFactor.refused"),
    SIGNED_OUT("signOut"),
    SESSION_ENDED("session.ended"),
    SECURITY_CHANGED("security.changed"),
    TOKEN_MADE("token.made"),
    TOKEN_FIRST_USED("token.firstUsed"),
    TOKEN_REVOKED("token.revoked"),
    TOKEN_REFUSED("token.refused"),
    ACCOUNT_LINKED("account.linked"),
    ACCOUNT_MOVED("account.moved"),
    ACCOUNT_RESTED("account.rested"),
    ACCOUNT_REMOVED("account.removed"),
    PASSWORD_REPLACED("account.passwordReplaced"),
    WINDOW_CHANGED("window.changed"),
    REMOVAL_ORDERED("removal.ordered"),
    REMOVED_FROM_SERVER("removal.done"),
    MESSAGES_DELETED("message.deleted"),
    MAILBOX_DELETED("mailbox.deleted"),
    MAILBOX_EMPTIED("mailbox.emptied"),
    EXPORT_STARTED("export.started"),
    COPY_STARTED("copy.started"),
    SWITCH_STARTED("switch.started"),
    MESSAGE_SENT("message.sent");

    private final String word;

    AuditKind(String word) {
        this.word = word;
    }

    /** The kind as JSON and the table spell it. */
    public String word() {
        return word;
    }

    /** The kind that a word stands for. */
    public static Optional<AuditKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
