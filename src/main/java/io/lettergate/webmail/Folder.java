package io.lettergate.webmail;

import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.Namespace;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.webmail.content.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox as pages show it.
 *
 * @param id as URLs name it
 * @param name its last level, or what it is called in the reader's language
 * @param ownName its last level as the server has it
 * @param path all levels of the name
 * @param icon the picture in the sprite
 * @param count the number beside it, 0 for none
 * @param unseen how many of its messages are unread
 * @param messages how many it has
 * @param depth 0 at the top, 3 at most
 * @param selectable whether it can be opened
 * @param subscribed whether its owner wants to see it in lists
 * @param namespace whose it is
 */
record Folder(
        String id,
        String name,
        String ownName,
        String path,
        String icon,
        @Nullable MailboxRole role,
        long count,
        long unseen,
        long messages,
        int depth,
        boolean selectable,
        boolean current,
        boolean subscribed,
        Namespace namespace) {

    private static final int DEEPEST = 3;

    static Folder of(Mailbox mailbox, String name, boolean current) {
        return new Folder(
                id(mailbox),
                OneLine.of(name),
                OneLine.of(mailbox.label()),
                mailbox.role() == null ? OneLine.of(mailbox.name().value()) : OneLine.of(name),
                icon(mailbox.role()),
                mailbox.role(),
                count(mailbox),
                mailbox.unseen(),
                mailbox.messages(),
                Math.min(mailbox.depth(), DEEPEST),
                mailbox.selectable(),
                current,
                mailbox.subscribed(),
                mailbox.namespace());
    }

    /** Whether it belongs to somebody else. */
    public boolean isForeign() {
        return namespace != Namespace.PERSONAL;
    }

    /** Whether all that is in it can be removed at once. */
    public boolean canBeEmptied() {
        return (role == MailboxRole.TRASH || role == MailboxRole.JUNK) && messages > 0;
    }

    public boolean isInbox() {
        return role == MailboxRole.INBOX;
    }

    /** How forms spell its role. */
    public String roleWord() {
        return role == null ? "none" : role.word();
    }

    /** What URLs call a mailbox. */
    static String id(Mailbox mailbox) {
        return mailbox.name().isInbox()
                ? "role:inbox"
                : OpaqueId.of(mailbox.name()).value();
    }

    private static long count(Mailbox mailbox) {
        var role = mailbox.role();
        if (role == null || role == MailboxRole.INBOX) {
            return mailbox.unseen();
        }
        return role == MailboxRole.DRAFTS ? mailbox.messages() : 0;
    }

    private static String icon(@Nullable MailboxRole role) {
        if (role == null) {
            return "folder";
        }
        return switch (role) {
            case INBOX -> "inbox";
            case FLAGGED -> "star";
            case DRAFTS -> "draft";
            case SENT -> "sent";
            case ARCHIVE -> "archive";
            case ALL -> "all";
            case JUNK -> "junk";
            case TRASH -> "trash";
        };
    }
}
