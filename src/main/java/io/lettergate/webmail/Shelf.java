package io.lettergate.webmail;

import io.lettergate.mail.Address;
import io.lettergate.mail.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account with its mailboxes, as the side of the page shows it.
 *
 * @param room how much storage is taken; absent where the server does not tell
 */
record Shelf(
        String account,
        String address,
        Protocol protocol,
        List<Folder> folders,
        @Nullable Room room) {

    Shelf {
        folders = List.copyOf(folders);
    }

    /** Those that show beside the list: all but what its owner has hidden, and what is of no use without it. */
    public List<Folder> shown() {
        var any = folders.stream().anyMatch(folder -> folder.subscribed() && folder.role() == null);
        return folders.stream()
                .filter(folder -> folder.subscribed() || folder.role() != null || folder.current() || !any)
                .toList();
    }

    /** Whose it is. */
    public Person owner() {
        return Person.of(new Address(null, address));
    }
}
