package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account with its mailboxes, as the side of the page shows it.
 *
 * @param room how much storage is taken; absent where the server does not tell
 * @param problem why its mail cannot be had now; absent where it can
 */
record Shelf(
        String account,
        String address,
        Protocol protocol,
        List<Folder> folders,
        @Nullable Room room,
        @Nullable String problem) {

    Shelf {
        folders = List.copyOf(folders);
    }

    /** One whose mail cannot be had. */
    static Shelf failed(Account account, MailFailure failure) {
        return without(account, failure.sentence());
    }

    /** One whose server takes longer than the page waits. */
    static Shelf late(Account account) {
        return without(account, account.incoming().host() + " has not answered yet.");
    }

    private static Shelf without(Account account, String problem) {
        return new Shelf(account.id().toString(), account.address(), account.protocol(), List.of(), null, problem);
    }

    /** Those that show beside the list: all but what its owner has hidden, and what is of no use without it. */
    public List<Folder> shown() {
        var any = folders.stream().anyMatch(folder -> folder.subscribed() && folder.role() == null);
        return folders.stream()
                .filter(folder -> folder.subscribed() || folder.role() != null || folder.current() || !any)
                .toList();
    }
}
