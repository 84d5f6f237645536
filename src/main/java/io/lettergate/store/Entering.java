package io.lettergate.store;

import io.lettergate.mail.Flag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Enters messages into the tables, in the transaction of a change. */
@Component
class Entering {

    private final JdbcTemplate database;
    private final Boxes boxes;
    private final Numbers numbers;
    private final Kinship kinship;
    private final WordIndex words;

    Entering(JdbcTemplate database, Boxes boxes, Numbers numbers, Kinship kinship, WordIndex words) {
        this.database = database;
        this.boxes = boxes;
        this.numbers = numbers;
        this.kinship = kinship;
        this.words = words;
    }

    /** Enters messages that are new into one mailbox; gives their places in the same order. */
    List<Place> enter(Change change, Box box, List<Fresh> messages) {
        if (messages.isEmpty()) {
            return List.of();
        }
        change.becomeDurable();
        long first = numbers.messages(messages.size());
        var given = LongStream.range(first, first + messages.size()).boxed().toList();
        describe(change, given, messages);
        var entries = new ArrayList<Placed>();
        for (int index = 0; index < messages.size(); index++) {
            entries.add(new Placed(given.get(index), messages.get(index)));
        }
        return place(change, box, entries);
    }

    /** Puts messages that are described already into a mailbox, too. */
    List<Place> place(Change change, Box box, List<Placed> messages) {
        var unread = messages.stream().filter(Placed::isUnread).count();
        long uid = boxes.arrive(box, change.modSeq(), messages.size(), unread);
        List<Place> places = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        for (var message : messages) {
            places.add(new Place(message.number(), uid));
            rows.add(row(box.id(), uid, message, change.modSeq()));
            change.say(message.line(change.modSeq(), box, uid));
            uid++;
        }
        entries(rows);
        return places;
    }

    static Object[] row(long box, long uid, Placed message, long modSeq) {
        return new Object[] {
            box,
            uid,
            message.number(),
            !message.isUnread(),
            message.flags().contains(Flag.FLAGGED),
            FlagText.of(message.flags()),
            modSeq,
            modSeq
        };
    }

    void entries(List<Object[]> rows) {
        database.batchUpdate("""
                INSERT INTO store_entry (mailbox_id, uid, message_id, seen, flagged, flags, modseq, added)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", rows);
    }

    /** Describes messages under these numbers, without a place for them. */
    void describe(Change change, List<Long> given, List<Fresh> messages) {
        var account = change.account();
        var kin = messages.stream()
                .map(message -> Kinship.of(account, message.description().envelope()))
                .toList();
        var threads = kinship.threads(given, kin);
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> origins = new ArrayList<>();
        Map<Long, String> texts = new HashMap<>();
        for (int index = 0; index < messages.size(); index++) {
            var number = given.get(index);
            var message = messages.get(index);
            rows.add(row(account.toString(), number, threads.get(index), message));
            texts.put(number, message.description().words());
            if (message.origin() != null) {
                origins.add(Origins.row(account, number, message, message.origin()));
            }
        }
        database.batchUpdate("""
                INSERT INTO store_message (id, account_id, digest, size, received_at, stored_at, sent_at, thread,
                    sender_key, recipient_key, subject_key, has_attachment, message_id, preview, envelope, layout)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows);
        database.batchUpdate(Origins.INSERT, origins);
        kinship.add(given, kin);
        words.add(texts);
    }

    private static Object[] row(String account, long number, long thread, Fresh message) {
        var description = message.description();
        var envelope = description.envelope();
        var layout = description.layout();
        return new Object[] {
            number,
            account,
            message.digest().hex(),
            message.size(),
            message.receivedAt().toEpochMilli(),
            message.storedAt().toEpochMilli(),
            (envelope.sentAt() == null ? message.receivedAt() : envelope.sentAt()).toEpochMilli(),
            thread,
            description.senderKey(),
            description.recipientKey(),
            description.subjectKey(),
            description.hasAttachment(),
            Objects.requireNonNullElse(envelope.messageId(), ""),
            description.preview(),
            Json.of(envelope),
            layout == null ? "" : Json.of(layout)
        };
    }

    /** Where a message lies. */
    record Place(long number, long uid) {}
}
