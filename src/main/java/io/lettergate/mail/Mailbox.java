package io.lettergate.mail;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A named set of messages (RFC 9051 §5.1).
 *
 * @param delimiter what parts the levels of the name, absent where the server has no hierarchy
 * @param role what it is for, absent for an ordinary mailbox
 * @param selectable whether it can hold messages, not only other mailboxes
 * @param status its counts, absent where the server would not tell
 * @param subscribed whether its owner wants to see it in lists (RFC 9051 §6.3.7)
 * @param namespace whose it is
 */
public record Mailbox(
        MailboxName name,
        @Nullable String delimiter,
        @Nullable MailboxRole role,
        boolean selectable,
        @Nullable MailboxStatus status,
        boolean subscribed,
        Namespace namespace) {

    /** One of the reader's own that shows in lists. */
    public Mailbox(
            MailboxName name,
            @Nullable String delimiter,
            @Nullable MailboxRole role,
            boolean selectable,
            @Nullable MailboxStatus status) {
        this(name, delimiter, role, selectable, status, true, Namespace.PERSONAL);
    }

    public boolean is(MailboxRole wanted) {
        return role == wanted;
    }

    /** The last level of the name. */
    public String label() {
        return delimiter == null || delimiter.isEmpty()
                ? name.value()
                : name.value().substring(name.value().lastIndexOf(delimiter) + delimiter.length());
    }

    /** How many levels stand above it: 0 at the top. */
    public int depth() {
        if (delimiter == null || delimiter.isEmpty()) {
            return 0;
        }
        return name.value().split(Pattern.quote(delimiter), -1).length - 1;
    }

    public long unseen() {
        return status == null ? 0 : status.unseen();
    }

    public long messages() {
        return status == null ? 0 : status.messages();
    }

    /** Whether this one stands somewhere below the other. */
    public boolean isBelow(Mailbox other) {
        return delimiter != null
                && !delimiter.isEmpty()
                && name.value().startsWith(other.name().value() + delimiter);
    }

    public Mailbox withRole(@Nullable MailboxRole other) {
        return new Mailbox(name, delimiter, other, selectable, status, subscribed, namespace);
    }
}
