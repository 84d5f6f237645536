package io.lettergate.api.messages;

import io.lettergate.mail.Part;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may call a file that came by mail: no path, nothing invisible, no name that a system keeps for itself,
 * and no more than 200 octets.
 */
record AttachmentName(String value) {

    private static final int MOST_OCTETS = 200;
    /** Control, format and unassigned characters, lone surrogates, line and paragraph separators. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]+");

    private static final Pattern UNSAFE = Pattern.compile("[<>:\"|?*\\\\/]");
    private static final Pattern EDGES = Pattern.compile("^[\\s.]+|(?<![\\s.])[\\s.]+$");
    private static final Pattern RESERVED = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?");
    private static final Pattern PLAIN = Pattern.compile("[^A-Za-z0-9 ._()-]");

    /** The name the sender gave, made safe; absent where nothing of it is left. */
    static @Nullable String given(Part part) {
        var name = part.fileName() == null ? "" : clean(part.fileName());
        return name.isEmpty() ? null : name;
    }

    static AttachmentName of(Part part) {
        return new AttachmentName(Objects.requireNonNullElseGet(given(part), () -> "part-" + part.number()));
    }

    private static String clean(String untrusted) {
        var last = untrusted.substring(Math.max(untrusted.lastIndexOf('/'), untrusted.lastIndexOf('\\')) + 1);
        var visible = INVISIBLE.matcher(last).replaceAll("");
        var safe = EDGES.matcher(UNSAFE.matcher(visible).replaceAll("_")).replaceAll("");
        return shortened(RESERVED.matcher(safe).matches() ? "_" + safe : safe);
    }

    /** Cuts the front part, so that the ending, which says what the file is, stays. */
    private static String shortened(String name) {
        if (octets(name) <= MOST_OCTETS) {
            return name;
        }
        var dot = name.lastIndexOf('.');
        var ending = dot > 0 && octets(name.substring(dot)) <= 20 ? name.substring(dot) : "";
        var front = name.substring(0, name.length() - ending.length());
        while (octets(front) + octets(ending) > MOST_OCTETS) {
            front = front.substring(0, front.offsetByCodePoints(front.length(), -1));
        }
        return front + ending;
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The header field that has it saved and never shown (RFC 6266). */
    String disposition() {
        return "attachment; filename=\"" + PLAIN.matcher(value).replaceAll("_") + "\"; filename*=UTF-8''" + encoded();
    }

    /** As in RFC 8187. */
    private String encoded() {
        var text = new StringBuilder();
        for (var octet : value.getBytes(StandardCharsets.UTF_8)) {
            var letter = (char) octet;
            if (octet > 0 && (Character.isLetterOrDigit(letter) || "._-".indexOf(letter) >= 0)) {
                text.append(letter);
            } else {
                text.append('%').append(String.format("%02X", octet & 0xFF));
            }
        }
        return text.toString();
    }
}
