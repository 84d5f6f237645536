package io.lettergate.imap;

import io.lettergate.mail.Envelope;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.Uid;
import io.lettergate.mime.Bodies;
import io.lettergate.mime.MessageHeader;
import io.lettergate.mime.PartReader;
import io.lettergate.mime.Preview;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.iap.Argument;
import org.jspecify.annotations.Nullable;

/**
 * Fetches rows of a list by one command, and previews by one more for each place they stand in, where the server gives
 * no PREVIEW (RFC 8970). A row the server's answer leaves out is asked for once more alone; what then is missing still gets
 * a placeholder.
 */
final class Rows {

    private static final int PREVIEW_OCTETS = 2048;
    private static final String BARE = "UID FLAGS INTERNALDATE RFC822.SIZE";
    private static final String ITEMS =
            BARE + " BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS (" + String.join(" ", Fetched.HEADER_FIELDS) + ")]";

    private final ImapWire wire;
    private final Selected selected;

    Rows(ImapWire wire, Selected selected) {
        this.wire = wire;
        this.selected = selected;
    }

    /** The rows with these sequence numbers, newest first. */
    List<MessageSummary> between(long first, long last) {
        var found = fetch("FETCH", first + ":" + last);
        for (long sequence = first; sequence <= last && found.size() < last - first + 1; sequence++) {
            var missing = sequence;
            if (found.values().stream().noneMatch(row -> row.sequence() == missing)) {
                found.putAll(fetchBare("FETCH", Long.toString(missing)));
            }
        }
        return summaries(found);
    }

    /** The rows with these UIDs that are still there, newest first. */
    List<MessageSummary> of(List<Uid> uids) {
        if (uids.isEmpty()) {
            return List.of();
        }
        var found = fetch("UID FETCH", UidSet.of(uids).toString());
        for (var uid : uids) {
            if (!found.containsKey(uid)) {
                found.putAll(fetchBare("UID FETCH", Long.toString(uid.value())));
            }
        }
        found.keySet().retainAll(List.copyOf(uids));
        return summaries(found);
    }

    private Map<Uid, Fetched> fetch(String command, String set) {
        var preview = wire.hasCapability("PREVIEW") ? " PREVIEW" : "";
        var answers = wire.run(command, new Argument().writeAtom(set + " (" + ITEMS + preview + ")"));
        return answers.completion().isOK() ? byUid(answers) : new TreeMap<>();
    }

    private Map<Uid, Fetched> fetchBare(String command, String set) {
        return byUid(wire.run(command, new Argument().writeAtom(set + " (" + BARE + ")")));
    }

    private static Map<Uid, Fetched> byUid(Answers answers) {
        Map<Uid, Fetched> rows = new TreeMap<>();
        answers.all("FETCH").map(Fetched::read).forEach(row -> row.uid().ifPresent(uid -> rows.put(uid, row)));
        return rows;
    }

    private List<MessageSummary> summaries(Map<Uid, Fetched> found) {
        Map<Uid, Part> structures = new HashMap<>();
        List<MessageSummary> rows = new ArrayList<>();
        found.forEach((uid, row) -> {
            var structure = structure(row);
            if (structure != null && lacksPreview(row)) {
                structures.put(uid, structure);
            }
            rows.add(summary(ref(uid), row, structure));
        });
        rows.sort(Comparator.comparing((MessageSummary row) -> row.ref().uid()).reversed());
        return withPreviews(rows, structures);
    }

    /** Where the server has no PREVIEW, or has it and gives none: NIL, unlike "", says that there may be words. */
    private static boolean lacksPreview(Fetched row) {
        var preview = row.item("PREVIEW");
        return preview == null || preview.isNil();
    }

    private MessageRef ref(Uid uid) {
        return new MessageRef(selected.name(), selected.uidValidity(), uid);
    }

    static @Nullable Part structure(Fetched row) {
        var structure = row.item("BODYSTRUCTURE");
        return structure == null ? null : Structure.read(structure);
    }

    static MessageSummary summary(MessageRef ref, Fetched row, @Nullable Part structure) {
        var header = row.itemLike("BODY[HEADER").map(Value::asOctets);
        var preview = Optional.ofNullable(row.item("PREVIEW"))
                .map(value -> new String(value.asOctets(), StandardCharsets.UTF_8))
                .map(words -> Preview.of(words, false))
                .orElse("");
        return new MessageSummary(
                ref,
                header.map(octets -> MessageHeader.read(octets).envelope()).orElseGet(Envelope::unknown),
                row.flags(),
                row.receivedAt(),
                row.size(),
                structure != null && !Bodies.of(structure).attachments().isEmpty(),
                preview,
                header.isPresent());
    }

    /** Reads the beginning of each message's text: one command for each part number that occurs. */
    private List<MessageSummary> withPreviews(List<MessageSummary> rows, Map<Uid, Part> structures) {
        Map<Uid, Part> texts = new LinkedHashMap<>();
        structures.forEach((uid, structure) -> Bodies.of(structure).text().stream()
                .filter(part -> part.isText() && part.number() != null)
                .findFirst()
                .ifPresent(text -> texts.put(uid, text)));
        Map<PartNumber, List<Uid>> byNumber = texts.entrySet().stream()
                .collect(Collectors.groupingBy(
                        text -> Objects.requireNonNull(text.getValue().number()),
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        Map<Uid, String> previews = new HashMap<>();
        byNumber.forEach((number, uids) -> previews.putAll(previews(number, uids, texts)));
        return rows.stream()
                .map(row -> row.withPreview(previews.getOrDefault(row.ref().uid(), row.preview())))
                .toList();
    }

    private Map<Uid, String> previews(PartNumber number, List<Uid> uids, Map<Uid, Part> texts) {
        Map<Uid, String> previews = new HashMap<>();
        var items = " (UID BODY.PEEK[" + number + "]<0." + PREVIEW_OCTETS + ">)";
        var answers = wire.run("UID FETCH", new Argument().writeAtom(UidSet.of(uids) + items));
        byUid(answers).forEach((uid, row) -> {
            var part = texts.get(uid);
            row.itemLike("BODY[").filter(text -> part != null).ifPresent(text -> {
                var words = PartReader.text(Objects.requireNonNull(part), text.asOctets());
                previews.put(uid, Preview.of(words, part.is("text/html")));
            });
        });
        return previews;
    }
}
