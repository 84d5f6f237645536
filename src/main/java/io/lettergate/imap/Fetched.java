package io.lettergate.imap;

import io.lettergate.imap.cache.Marks;
import io.lettergate.mail.Flag;
import io.lettergate.mail.ModSeq;
import io.lettergate.mail.Uid;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one FETCH answer tells of a message (RFC 9051 §7.5.2).
 *
 * @param sequence the message's number in the mailbox
 * @param items by name in capitals, without the origin of a partial body
 * @param complete false where the answer could be read only in part
 */
record Fetched(long sequence, Map<String, Value> items, boolean complete) {

    private static final DateTimeFormatter INTERNAL_DATE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("[ ]d-MMM-yyyy HH:mm:ss [xx][xxx]")
            .toFormatter(Locale.ENGLISH);

    /** Reads what can be read: an item that cannot ends the reading, and what came before it stays. */
    static Fetched read(Answer answer) {
        Map<String, Value> items = new LinkedHashMap<>();
        var reader = answer.values();
        try {
            if (!reader.passes('(')) {
                throw new UnreadableException("a FETCH without items");
            }
            while (!reader.passes(')')) {
                items.put(withoutOrigin(reader.itemName()), reader.next());
            }
            return new Fetched(answer.getNumber(), items, true);
        } catch (UnreadableException | ArithmeticException unreadable) {
            return new Fetched(answer.getNumber(), items, false);
        }
    }

    private static String withoutOrigin(String name) {
        var origin = name.lastIndexOf('<');
        var plain = origin > 0 && name.endsWith(">") ? name.substring(0, origin) : name;
        return plain.toUpperCase(Locale.ROOT);
    }

    Optional<Uid> uid() {
        return Optional.ofNullable(items.get("UID"))
                .map(Value::asNumber)
                .filter(number -> number >= 1 && number <= 0xFFFF_FFFFL)
                .map(Uid::new);
    }

    @Nullable
    Value item(String name) {
        return items.get(name);
    }

    /** The first item whose name begins like this. */
    Optional<Value> itemLike(String start) {
        return items.entrySet().stream()
                .filter(item -> item.getKey().startsWith(start))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    Set<Flag> flags() {
        var flags = items.get("FLAGS");
        return flags == null
                ? Set.of()
                : flags.asList().stream()
                        .map(Value::asText)
                        .flatMap(name -> Flags.ofServer(name).stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the message has this flag, spelled as in IMAP. */
    boolean has(String flag) {
        var flags = items.get("FLAGS");
        return flags != null
                && flags.asList().stream().anyMatch(one -> one.asText().equalsIgnoreCase(flag));
    }

    Instant receivedAt() {
        var date = items.get("INTERNALDATE");
        if (date == null) {
            return Instant.EPOCH;
        }
        try {
            return ZonedDateTime.parse(date.asText().strip(), INTERNAL_DATE).toInstant();
        } catch (DateTimeException odd) {
            return Instant.EPOCH;
        }
    }

    long size() {
        var size = items.get("RFC822.SIZE");
        return size == null ? 0 : Math.max(size.asNumber(), 0);
    }

    /** The version of the message's flags (RFC 7162 §3.1.4.2). */
    @Nullable
    ModSeq modSeq() {
        var modSeq = items.get("MODSEQ");
        return modSeq == null || modSeq.asList().isEmpty()
                ? null
                : ModSeq.of(modSeq.asList().getFirst().asNumber());
    }

    Marks marks() {
        return new Marks(flags(), modSeq());
    }

    /** Names of items we know how to ask for. */
    static final List<String> HEADER_FIELDS = List.of(
            "DATE",
            "FROM",
            "SENDER",
            "TO",
            "CC",
            "BCC",
            "REPLY-TO",
            "SUBJECT",
            "MESSAGE-ID",
            "IN-REPLY-TO",
            "REFERENCES");
}
