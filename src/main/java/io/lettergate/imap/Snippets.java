package io.lettergate.imap;

import io.lettergate.imap.cache.CachedRow;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.Uid;
import io.lettergate.mime.Bodies;
import io.lettergate.mime.PartReader;
import io.lettergate.mime.Preview;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.angus.mail.iap.Argument;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginning of messages for which the server gives no PREVIEW: the commands, one for each part number that
 * occurs, are sent at once.
 */
record Snippets(ImapWire wire) {

    private static final int OCTETS = 2048;

    /** Puts the first words into rows that have none; NIL, unlike "", says that there may be words (RFC 8970 §3.1). */
    void addTo(Map<Uid, CachedRow> rows) {
        Map<PartNumber, List<Uid>> places = new LinkedHashMap<>();
        Map<Uid, Part> texts = new TreeMap<>();
        List.copyOf(rows.keySet()).forEach(uid -> {
            var row = rows.get(uid);
            if (row != null && row.preview() == null) {
                rows.put(uid, with(row, ""));
                firstText(row.structure()).forEach(text -> {
                    texts.put(uid, text);
                    var number = text.number();
                    if (number != null) {
                        places.computeIfAbsent(number, none -> new ArrayList<>())
                                .add(uid);
                    }
                });
            }
        });
        List<Argument> commands = new ArrayList<>();
        places.forEach((number, uids) -> commands.add(
                new Argument().writeAtom(UidSet.of(uids) + " (UID BODY.PEEK[" + number + "]<0." + OCTETS + ">)")));
        for (var answers : wire.pipeline("UID FETCH", commands)) {
            answers.all("FETCH").map(Fetched::read).forEach(row -> add(row, texts, rows));
        }
    }

    private static List<Part> firstText(@Nullable Part structure) {
        return structure == null
                ? List.of()
                : Bodies.of(structure).text().stream()
                        .filter(part -> part.isText() && part.number() != null)
                        .limit(1)
                        .toList();
    }

    private static void add(Fetched told, Map<Uid, Part> texts, Map<Uid, CachedRow> rows) {
        var uid = told.uid().orElse(null);
        var octets = told.itemLike("BODY[").map(Value::asOctets).orElse(null);
        if (uid == null || octets == null) {
            return;
        }
        var part = texts.get(uid);
        var row = rows.get(uid);
        if (part != null && row != null) {
            rows.put(uid, with(row, Preview.of(PartReader.text(part, octets), part.is("text/html"))));
        }
    }

    private static CachedRow with(CachedRow row, String preview) {
        return new CachedRow(row.receivedAt(), row.size(), row.envelope(), preview, row.structure());
    }
}
