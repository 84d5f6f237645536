package io.lettergate.imap;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.spi.NewMessage;
import io.lettergate.mime.MessageHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.Literal;
import org.jspecify.annotations.Nullable;

/** Files messages, and finds them again (RFC 9051 §6.3.12, RFC 4315, RFC 7889). */
final class Filing {

    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss xx", Locale.ENGLISH);

    /** More than one Message-ID is part of, on any server that searches as it should. */
    private static final int MOST_HITS = 500;

    private final ImapWire wire;

    Filing(ImapWire wire) {
        this.wire = wire;
    }

    /** Streams a message to the server, which waits for nothing else meanwhile; says where it is, if the server does. */
    @Nullable
    MessageRef append(MailboxName mailbox, NewMessage message) {
        var limit = limit(mailbox);
        if (message.size() > limit) {
            throw new MailFailure.MessageTooLarge(limit);
        }
        var arguments = wire.mailbox(mailbox);
        if (!message.flags().isEmpty()) {
            arguments.writeAtom(Flags.list(message.flags()));
        }
        if (message.receivedAt() != null) {
            arguments.writeAtom("\"" + dateTime(message.receivedAt()) + "\"");
        }
        var answers = wire.change("APPEND", arguments.writeBytes(new Octets(message, wire)));
        return answers.coded("APPENDUID")
                .findFirst()
                .flatMap(answer -> place(answer, mailbox))
                .orElse(null);
    }

    /** IMAP dates have four digits for the year, and no fractions. */
    private static String dateTime(Instant moment) {
        return DATE_TIME.format(moment.atOffset(ZoneOffset.UTC));
    }

    /** How large a message may be; the server may tell it for all mailboxes, or for each. */
    private long limit(MailboxName mailbox) {
        var most = wire.server()
                .valueOf("APPENDLIMIT")
                .map(limit -> new Value.Atom(limit).asNumber())
                .filter(limit -> limit > 0);
        if (most.isEmpty() && wire.hasCapability("APPENDLIMIT")) {
            most = wire.ask("STATUS", wire.mailbox(mailbox).writeAtom("(APPENDLIMIT)"))
                    .all("STATUS")
                    .map(answer -> answer.values().all())
                    .filter(values ->
                            values.size() >= 2 && values.get(1).asList().size() >= 2)
                    .map(values -> values.get(1).asList().get(1).asNumber())
                    .filter(limit -> limit > 0)
                    .findFirst();
        }
        return Math.min(most.orElse(Long.MAX_VALUE), Integer.MAX_VALUE);
    }

    private static Optional<MessageRef> place(Answer answer, MailboxName mailbox) {
        var values = answer.codeValues();
        var told = values == null ? List.<Value>of() : values.all();
        if (told.size() < 2) {
            return Optional.empty();
        }
        var uidValidity = told.get(0).asNumber();
        var uid = told.get(1).asNumber();
        return uid < 1 || uid > 0xFFFF_FFFFL || uidValidity < 0 || uidValidity > 0xFFFF_FFFFL
                ? Optional.empty()
                : Optional.of(new MessageRef(mailbox, new UidValidity(uidValidity), new Uid(uid)));
    }

    /** The newest message with this Message-ID, and no longer one, among those from a UID on. */
    Optional<MessageRef> find(MailboxName mailbox, String messageId, long fromUid) {
        var selected = Selecting.fresh(wire, mailbox);
        var arguments = new Argument()
                .writeAtom("UID " + Math.max(fromUid, 1) + ":* HEADER Message-ID")
                .writeString(messageId, StandardCharsets.UTF_8);
        // A range to the end always holds the last message, even one that came before.
        var hits = wire.ask("UID SEARCH", arguments)
                .all("SEARCH")
                .flatMap(answer -> answer.values().all().stream())
                .map(Value::asNumber)
                .filter(uid -> uid >= fromUid && uid >= 1 && uid <= 0xFFFF_FFFFL)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(MOST_HITS)
                .map(Uid::new)
                .toList();
        return newest(hits, messageId).map(uid -> new MessageRef(mailbox, selected.uidValidity(), uid));
    }

    /** Servers search for parts of fields (RFC 9051 §6.4.4), so what they find is compared. */
    private Optional<Uid> newest(List<Uid> hits, String messageId) {
        if (hits.isEmpty()) {
            return Optional.empty();
        }
        var arguments = new Argument().writeAtom(UidSet.of(hits) + " (UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])");
        return wire.ask("UID FETCH", arguments)
                .all("FETCH")
                .map(Fetched::read)
                .filter(fetched -> fetched.itemLike("BODY[HEADER")
                        .map(octets -> MessageHeader.read(octets.asOctets()))
                        .filter(header -> messageId.equals(header.envelope().messageId()))
                        .isPresent())
                .flatMap(fetched -> fetched.uid().stream())
                .filter(hits::contains)
                .max(Comparator.comparingLong(Uid::value));
    }

    /** The octets as a literal that is never in memory as a whole. */
    private record Octets(NewMessage message, ImapWire wire) implements Literal {

        @Override
        public int size() {
            return Math.toIntExact(message.size());
        }

        @Override
        public void writeTo(OutputStream target) throws IOException {
            try (var content = message.content().get()) {
                if (content.transferTo(target) != message.size()) {
                    throw new IOException("The message has another length than was announced");
                }
            }
            // The server's time to answer begins when it has everything.
            wire.connection().begin();
        }
    }
}
