package io.lettergate.webmail;

import io.lettergate.mail.MailboxRole;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What can be done with the messages of the mailbox that is shown.
 *
 * @param readOnly whether nothing may be changed there
 * @param targets the mailboxes they can be moved to
 */
record Acts(
        boolean archive,
        boolean trash,
        boolean junk,
        boolean inbox,
        boolean delete,
        boolean readOnly,
        List<Folder> targets) {

    Acts {
        targets = List.copyOf(targets);
    }

    /** Where nothing may be changed: messages can only be copied away. */
    static Acts readOnly(List<Folder> folders) {
        return new Acts(false, false, false, false, false, true, in(folders).targets());
    }

    static Acts in(List<Folder> folders) {
        var here = folders.stream().filter(Folder::current).findFirst();
        var role = here.map(Folder::role).orElse(null);
        Set<MailboxRole> roles = folders.stream()
                .filter(folder -> folder.role() != null && folder.selectable())
                .map(Folder::role)
                .collect(Collectors.toSet());
        return new Acts(
                roles.contains(MailboxRole.ARCHIVE) && role != MailboxRole.ARCHIVE,
                roles.contains(MailboxRole.TRASH) && role != MailboxRole.TRASH,
                roles.contains(MailboxRole.JUNK)
                        && role != MailboxRole.JUNK
                        && role != MailboxRole.SENT
                        && role != MailboxRole.DRAFTS,
                role == MailboxRole.JUNK || role == MailboxRole.TRASH || role == MailboxRole.ARCHIVE,
                role == MailboxRole.TRASH,
                false,
                folders.stream()
                        .filter(folder -> folder.selectable() && !folder.current() && !isView(folder))
                        .toList());
    }

    /** Whether the mailbox only shows what is in others, so that nothing can be moved into it. */
    private static boolean isView(Folder folder) {
        return folder.role() == MailboxRole.ALL || folder.role() == MailboxRole.FLAGGED;
    }
}
