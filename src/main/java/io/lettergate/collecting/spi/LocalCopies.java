package io.lettergate.collecting.spi;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MessageRef;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Tells of the copies that the local store keeps of collected messages. */
public interface LocalCopies {

    /** How the copies fare that are still here; one that was removed for good is missing. */
    Map<CopyId, State> states(AccountId account, Collection<CopyId> copies);

    /** Which copies these rows show. */
    Map<MessageRef, CopyId> shown(Account account, Collection<MessageRef> messages);

    /** Where a copy can be opened; absent once it was removed for good. */
    Optional<MessageRef> place(Account account, CopyId copy);

    /**
     * The copies whose digest, worked out anew from the octets on the disk, is the one they were stored under; with that
     * digest, SHA-256 in hexadecimal.
     */
    Map<CopyId, String> whole(AccountId account, Collection<CopyId> copies);

    /** How much the account keeps here. */
    Amount amount(AccountId account);

    /** Puts a letter of ours into the Inbox, once for each key. */
    void tell(Account account, String key, String subject, String text);

    /**
     * Which copy: the local store's own number of a message.
     */
    record CopyId(long value) {}

    /**
     * How a copy fares.
     *
     * @param inTrash whether it lies in Trash only
     */
    record State(boolean read, boolean flagged, boolean inTrash, Instant receivedAt) {}

    /** So many messages of so many octets. */
    record Amount(long messages, long octets) {}
}
