package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mailbox.spi.NewMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Files messages that somebody hands over. */
@Component
class Appending {

    private final Filing filing;
    private final Changes changes;
    private final Boxes boxes;
    private final Entering entering;
    private final Clock clock;

    Appending(Filing filing, Changes changes, Boxes boxes, Entering entering, Clock clock) {
        this.filing = filing;
        this.changes = changes;
        this.boxes = boxes;
        this.entering = entering;
        this.clock = clock;
    }

    MessageRef append(AccountId account, MailboxName mailbox, NewMessage message) {
        boxes.require(account, mailbox);
        var filed = file(message);
        if (filed.size() != message.size()) {
            throw new IllegalArgumentException("A message of " + message.size() + " octets had " + filed.size());
        }
        return changes.make(account, change -> {
            var box = boxes.require(account, mailbox);
            var now = clock.instant();
            var fresh = new Fresh(
                    filed.digest(),
                    filed.size(),
                    filed.description(),
                    Objects.requireNonNullElse(message.receivedAt(), now),
                    now,
                    message.flags(),
                    null);
            return box.ref(
                    entering.enter(change, box, List.of(fresh)).getFirst().uid());
        });
    }

    private Prepared file(NewMessage message) {
        try (InputStream octets = message.content().get()) {
            return filing.file(octets);
        } catch (IOException full) {
            throw new MailFailure.StoreFull(full);
        }
    }
}
