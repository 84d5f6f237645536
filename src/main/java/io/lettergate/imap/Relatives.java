package io.lettergate.imap;

import io.lettergate.mail.Envelope;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Uid;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.Argument;

/** Finds the messages of a mailbox that belong together by what they call themselves and what they answer. */
record Relatives(ImapWire wire, Selected selected, Memory memory) {

    private static final List<String> FIELDS = List.of("MESSAGE-ID", "REFERENCES", "IN-REPLY-TO");

    /** The newest of them, oldest first: those with one of these Message-IDs, and what answers them. */
    List<MessageSummary> of(Set<String> messageIds, int most) {
        var wanted = messageIds.stream().filter(Searching::isAscii).sorted().toList();
        if (wanted.isEmpty() || selected.messages() == 0) {
            return List.of();
        }
        var found = wire.within(
                memory.settings().patience(),
                "search this folder",
                () -> new Searching(wire, selected).uids(criteria(wanted)));
        var uids = LongStream.of(found)
                .skip(Math.max(0, found.length - most))
                .mapToObj(Uid::new)
                .toList();
        return new Rows(wire, selected, memory.of(selected))
                .of(uids).stream()
                        .filter(row -> isRelated(row.envelope(), messageIds))
                        .toList();
    }

    /** One OR for each key but the last, as each takes two (RFC 9051 §6.4.4). */
    private static Argument criteria(List<String> messageIds) {
        var arguments = new Argument();
        var last = messageIds.getLast();
        for (var id : messageIds) {
            for (var field : FIELDS) {
                if (!(id.equals(last) && field.equals(FIELDS.getLast()))) {
                    arguments.writeAtom("OR");
                }
                arguments.writeAtom("HEADER " + field).writeString(id, StandardCharsets.US_ASCII);
            }
        }
        return arguments;
    }

    /** A search for a header finds what only holds these letters, too (RFC 9051 §6.4.4). */
    private static boolean isRelated(Envelope envelope, Set<String> messageIds) {
        return Stream.of(
                        Stream.ofNullable(envelope.messageId()),
                        envelope.references().stream(),
                        envelope.inReplyTo().stream())
                .flatMap(ids -> ids)
                .anyMatch(messageIds::contains);
    }
}
