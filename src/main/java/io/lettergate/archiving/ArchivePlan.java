package io.lettergate.archiving;

import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import java.time.LocalDate;
import java.util.List;

/**
 * What a rule would move now.
 *
 * @param before messages received before this day move
 */
public record ArchivePlan(LocalDate before, List<Batch> batches) {

    public ArchivePlan {
        batches = List.copyOf(batches);
    }

    /** How many messages would move. */
    public long messages() {
        return batches.stream().mapToLong(batch -> batch.messages().size()).sum();
    }

    /**
     * The messages of one year in one mailbox.
     *
     * @param isNew whether the destination has to be made first
     */
    public record Batch(
            MailboxName source, int year, MailboxName destination, boolean isNew, List<MessageRef> messages) {

        public Batch {
            messages = List.copyOf(messages);
        }
    }
}
