package io.lettergate.moving;

import io.lettergate.mail.MessageRef;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * In which way an account is copied.
 *
 * @param isOneMailbox whether both sides are the same mailbox of the same person, reached in two ways: then a message
 *     that is there already gets the marks that it has here, one that is gone from there is copied again, and one that
 *     was filed in a folder here and lies in the Inbox there is filed there, too
 * @param stillThere those of some messages that the server had when it was asked last
 */
record Manner(boolean isOneMailbox, Function<List<MessageRef>, Set<MessageRef>> stillThere) {

    /** Two mailboxes that have nothing to do with each other. */
    static final Manner COPY = new Manner(false, messages -> Set.of());
}
