package io.lettergate.imap;

import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mime.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads BODYSTRUCTURE (RFC 9051 §7.5.2), as far as servers get it right. */
final class Structure {

    private static final int MOST_PARTS = 2_000;

    private int parts;

    private Structure() {}

    /** The structure, or nothing where this one cannot be used. */
    static @Nullable Part read(Value value) {
        try {
            return new Structure().part(value, "", true);
        } catch (UnreadableException unusable) {
            return null;
        }
    }

    private Part part(Value value, String number, boolean root) {
        if (!(value instanceof Value.Many many) || many.values().isEmpty() || ++parts > MOST_PARTS) {
            throw new UnreadableException("a structure without a part");
        }
        return many.at(0) instanceof Value.Many ? multipart(many, number) : leaf(many, root ? "1" : number);
    }

    private Part multipart(Value.Many many, String number) {
        List<Part> children = new ArrayList<>();
        int index = 0;
        while (many.at(index) instanceof Value.Many child) {
            index++;
            children.add(part(child, number.isEmpty() ? "" + index : number + "." + index, false));
        }
        var subtype = lower(many.at(index));
        var disposition = Disposition.of(many.at(index + 2));
        return new Part(
                number.isEmpty() ? null : new PartNumber(number),
                "multipart/" + (subtype.isEmpty() ? "mixed" : subtype),
                Parameters.decode(pairs(many.at(index + 1))),
                disposition.kind(),
                null,
                null,
                "7bit",
                0,
                children);
    }

    private static Part leaf(Value.Many many, String number) {
        var type = lower(many.at(0)) + "/" + lower(many.at(1));
        if (type.startsWith("/") || type.endsWith("/")) {
            throw new UnreadableException("a part without a type");
        }
        var contentType = pairs(many.at(2));
        var disposition = Disposition.of(many.at(extensions(type, many) + 1));
        return new Part(
                new PartNumber(number),
                type,
                Parameters.decode(contentType),
                disposition.kind(),
                Parameters.fileName(disposition.parameters(), contentType),
                contentId(many.at(3).asText()),
                lower(many.at(5)).isEmpty() ? "7bit" : lower(many.at(5)),
                many.at(6).asNumber(),
                List.of());
    }

    /** Where the extension data begins, with the MD5: text has a line count before it, a message three items. */
    private static int extensions(String type, Value.Many many) {
        if (type.startsWith("text/")) {
            return 8;
        }
        var embedded = type.equals("message/rfc822") || type.equals("message/global");
        return embedded && many.at(7) instanceof Value.Many ? 10 : 7;
    }

    private static @Nullable String contentId(String raw) {
        var id = raw.strip();
        if (id.startsWith("<") && id.endsWith(">") && id.length() > 2) {
            id = id.substring(1, id.length() - 1);
        }
        return id.isEmpty() ? null : id;
    }

    private static String lower(Value value) {
        return value.asText().strip().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> pairs(Value value) {
        Map<String, String> pairs = new LinkedHashMap<>();
        var values = value.asList();
        for (int index = 0; index + 1 < values.size(); index += 2) {
            pairs.putIfAbsent(lower(values.get(index)), values.get(index + 1).asText());
        }
        return pairs;
    }

    /** How a part wants to be shown (RFC 2183). */
    private record Disposition(@Nullable String kind, Map<String, String> parameters) {

        static Disposition of(Value value) {
            if (value instanceof Value.Many many && !many.values().isEmpty()) {
                return new Disposition(lower(many.at(0)), pairs(many.at(1)));
            }
            return new Disposition(null, Map.of());
        }
    }
}
