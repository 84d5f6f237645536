package io.lettergate.webmail;

import io.lettergate.mail.Address;
import io.lettergate.mail.Protocol;
import java.util.List;

/** An account with its mailboxes, as the side of the page shows it. */
record Shelf(String account, String address, Protocol protocol, List<Folder> folders) {

    Shelf {
        folders = List.copyOf(folders);
    }

    /** Whose it is. */
    public Person owner() {
        return Person.of(new Address(null, address));
    }
}
