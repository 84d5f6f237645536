package io.lettergate.imap;

import io.lettergate.mail.Address;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mailbox.Aged;
import io.lettergate.mailbox.Weight;
import io.lettergate.mime.MessageHeader;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.Argument;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a whole mailbox by ages and sizes (RFC 9051 §6.4.4). It asks in windows of sequence numbers, so that no
 * answer is longer than the bounds of a line, however large the mailbox is.
 */
final class Surveying {

    private static final int WINDOW = 50_000;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.ENGLISH);
    private static final String ITEMS = "(UID INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (FROM SUBJECT)])";

    private final ImapWire wire;
    private final Selected selected;

    Surveying(ImapWire wire, Selected selected) {
        this.wire = wire;
        this.selected = selected;
    }

    List<MessageRef> received(Aged aged) {
        List<MessageRef> found = new ArrayList<>();
        for (long first = 1; first <= selected.messages(); first += WINDOW) {
            var window = first + ":" + Math.min(first + WINDOW - 1, selected.messages());
            wire.ask("UID SEARCH", new Argument().writeAtom(window + " " + criteria(aged)))
                    .all("SEARCH")
                    .flatMap(Surveying::uids)
                    .distinct()
                    .sorted()
                    .map(this::ref)
                    .forEach(found::add);
        }
        return found;
    }

    private static String criteria(Aged aged) {
        var criteria = new StringBuilder("BEFORE ").append(day(aged.before()));
        if (aged.since() != null) {
            criteria.append(" SINCE ").append(day(aged.since()));
        }
        if (!aged.unreadToo()) {
            criteria.append(" SEEN");
        }
        if (!aged.flaggedToo()) {
            criteria.append(" UNFLAGGED");
        }
        return criteria.append(" UNDELETED").toString();
    }

    private static String day(LocalDate date) {
        return DAY.format(date);
    }

    private static Stream<Uid> uids(Answer answer) {
        return answer.values().all().stream()
                .map(Value::asNumber)
                .filter(number -> number >= 1 && number <= 0xFFFF_FFFFL)
                .map(Uid::new);
    }

    /** Up to so many messages from this sequence number on; a row that cannot be read is left out. */
    List<Weight> weigh(long first, int count) {
        var last = Math.min(first + count - 1, selected.messages());
        if (first > last) {
            return List.of();
        }
        List<Weight> weights = new ArrayList<>();
        wire.stream("FETCH", new Argument().writeAtom(first + ":" + last + " " + ITEMS), answer -> {
            if (answer.is("FETCH")) {
                weight(Fetched.read(answer)).ifPresent(weights::add);
            }
        });
        return weights;
    }

    private Optional<Weight> weight(Fetched row) {
        if (row.item("RFC822.SIZE") == null) {
            return Optional.empty();
        }
        var envelope = row.itemLike("BODY[HEADER")
                .map(octets -> MessageHeader.read(octets.asOctets()).envelope())
                .orElseGet(Envelope::unknown);
        var from = envelope.from().stream().findFirst().orElse(null);
        return row.uid().map(uid -> weight(uid, row, envelope.subject(), from));
    }

    private Weight weight(Uid uid, Fetched row, String subject, @Nullable Address from) {
        return new Weight(ref(uid), row.receivedAt(), row.size(), subject, from);
    }

    private MessageRef ref(Uid uid) {
        return new MessageRef(selected.name(), selected.uidValidity(), uid);
    }
}
