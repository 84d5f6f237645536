package io.lettergate.answering;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Message;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.mime.OutgoingAddress;
import io.lettergate.mime.OutgoingMessage;
import io.lettergate.mime.ReadReceipt;
import io.lettergate.sending.KeyedRequest;
import io.lettergate.sending.MailPath;
import io.lettergate.sending.NewSubmission;
import io.lettergate.sending.Submission;
import io.lettergate.sending.outbox.Outbox;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Receipts that senders ask for (RFC 8098): sent when the reader says so, never by itself, and once for a message. */
@Service
public class Receipts {

    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);
    private static final String FIELD = "Disposition-Notification-To";

    private final Messages messages;
    private final Outbox outbox;
    private final Receivers receivers;
    private final Clock clock;

    Receipts(Messages messages, Outbox outbox, Receivers receivers, Clock clock) {
        this.messages = messages;
        this.outbox = outbox;
        this.receivers = receivers;
        this.clock = clock;
    }

    /** Where the sender wants a receipt to go; empty where none is wanted, or the question was answered. */
    public Optional<String> wanted(Account account, Message message) {
        return address(account, message).map(OutgoingAddress::email);
    }

    private Optional<OutgoingAddress> address(Account account, Message message) {
        var flags = message.summary().flags();
        var values = message.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(FIELD))
                .toList();
        var isOpen = values.size() == 1 && !flags.contains(Flag.MDN_SENT) && !flags.contains(Flag.DRAFT);
        if (!isOpen || receivers.isOwn(account, message)) {
            return Optional.empty();
        }
        try {
            var people = OutgoingAddress.split(values.getFirst().value());
            return people.size() == 1 ? Optional.of(OutgoingAddress.of(people.getFirst())) : Optional.empty();
        } catch (IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }

    /** Sends one, if the sender still waits for it; nobody is told where it came from but by whom. */
    public void send(Account account, Message message) {
        send(account, message, null);
    }

    /**
     * The same, once for a request of a program.
     *
     * @param request absent where the program gave no key
     * @return nothing where the sender does not wait for it
     */
    public Optional<Submission> send(Account account, Message message, @Nullable KeyedRequest request) {
        var to = address(account, message);
        if (to.isEmpty()) {
            return Optional.empty();
        }
        var from = receivers.of(account, message);
        var envelope = message.summary().envelope();
        var id = envelope.messageId();
        var receipt = new ReadReceipt(
                from,
                to.get(),
                envelope.subject(),
                OutgoingMessage.freshId(from),
                clock.instant(),
                id != null && OutgoingMessage.isId(id) ? id : null,
                originalRecipient(message));
        var sent = outbox.submit(
                account,
                NewSubmission.of(
                                MailPath.NOBODY,
                                List.of(MailPath.of(to.get().email())),
                                new ByteArrayInputStream(receipt.octets()))
                        .withoutCopy()
                        .once(key(message))
                        .asked(request));
        settle(account, message);
        return Optional.of(sent);
    }

    private static String key(Message message) {
        var id = OpaqueId.of(message.summary().ref()).value().getBytes(StandardCharsets.UTF_8);
        return "receipt-" + UUID.nameUUIDFromBytes(id);
    }

    private static String originalRecipient(Message message) {
        return message.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("Original-Recipient"))
                .map(header -> header.value().strip())
                .findFirst()
                .orElse("");
    }

    /** Has no program ask for this message again (RFC 3503 §3). */
    public void ignore(Account account, Message message) {
        settle(account, message);
    }

    private void settle(Account account, Message message) {
        try {
            messages.flag(account, List.of(message.summary().ref()), Set.of(Flag.MDN_SENT), Set.of());
        } catch (MailFailure.NotPermitted | MailFailure.ServerRefused onlyToRead) {
            LOG.info("receipt stays unmarked account={} reason={}", account.id(), onlyToRead.sentence());
        }
    }
}
