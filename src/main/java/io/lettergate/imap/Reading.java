package io.lettergate.imap;

import io.lettergate.imap.cache.MailboxRows;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.spi.FetchedMessage;
import io.lettergate.mime.MessageHeader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.iap.Argument;

/** Reads single messages, always without marking them as read (RFC 9051 §6.4.5). */
final class Reading {

    private static final String BARE = "UID FLAGS INTERNALDATE RFC822.SIZE";
    private static final String HEADER = " BODY.PEEK[HEADER]<0.1048576>";

    private final ImapWire wire;
    private final MessageRef message;

    Reading(ImapWire wire, MessageRef message) {
        this.wire = wire;
        this.message = message;
    }

    FetchedMessage message(Memory memory) {
        var fetched = fetch("(" + BARE + " BODYSTRUCTURE" + HEADER + ")")
                .filter(row -> row.itemLike("BODY[HEADER").isPresent())
                .or(() -> fetch("(" + BARE + HEADER + ")"))
                .or(() -> fetch("(" + BARE + ")"))
                .orElseThrow(MailFailure.MessageGone::new);
        var structure = Rows.structure(fetched);
        var header = fetched.itemLike("BODY[HEADER").map(Value::asOctets).orElseGet(() -> new byte[0]);
        return new FetchedMessage(summary(fetched, memory.of(message)), MessageHeader.read(header), structure);
    }

    /** The row, which is remembered; its preview is what a list has asked for before. */
    private MessageSummary summary(Fetched fetched, MailboxRows cache) {
        var known = cache.rows(List.of(message.uid())).get(message.uid());
        var row = known == null ? Rows.row(fetched) : known;
        if (fetched.itemLike("BODY[HEADER").isEmpty()) {
            return Rows.placeholder(message, fetched);
        }
        if (known == null) {
            cache.keep(Map.of(message.uid(), row));
        }
        cache.mark(Map.of(message.uid(), fetched.marks()));
        return Memory.summary(message, row, fetched.marks());
    }

    Map<PartNumber, byte[]> parts(List<PartNumber> numbers, int limit) {
        Map<PartNumber, byte[]> parts = new HashMap<>();
        if (numbers.isEmpty()) {
            return parts;
        }
        var items = new StringBuilder("(UID");
        numbers.forEach(number -> items.append(" BODY.PEEK[")
                .append(number)
                .append("]<0.")
                .append(limit)
                .append('>'));
        var fetched = fetch(items.append(')').toString()).orElseThrow(MailFailure.MessageGone::new);
        numbers.forEach(number -> {
            var text = fetched.item("BODY[" + number + "]");
            if (text != null && !text.isNil()) {
                parts.put(number, cut(text.asOctets(), limit));
            }
        });
        return parts;
    }

    /** The answer about this message; others that the server sends along are passed over. */
    private Optional<Fetched> fetch(String items) {
        var arguments = new Argument().writeAtom(message.uid().value() + " " + items);
        var answers = wire.run("UID FETCH", arguments);
        return answers.all("FETCH")
                .map(Fetched::read)
                .filter(row -> row.uid().filter(message.uid()::equals).isPresent())
                .filter(row -> row.items().size() > 1)
                .reduce((first, second) ->
                        second.items().size() >= first.items().size() ? second : first);
    }

    private static byte[] cut(byte[] octets, int length) {
        return octets.length > length ? Arrays.copyOf(octets, length) : octets;
    }
}
