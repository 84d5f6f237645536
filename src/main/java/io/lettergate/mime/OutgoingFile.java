package io.lettergate.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file that goes with a message.
 *
 * @param name as its receiver sees it; never a path
 * @param type its media type
 * @param contentId for a picture that the HTML shows by its cid: address; absent for a file to be saved
 */
public record OutgoingFile(
        String name, String type, @Nullable String contentId, Octets octets) {

    /** What a file holds, from the beginning, each time it is asked. */
    @FunctionalInterface
    public interface Octets {

        InputStream open() throws IOException;
    }

    private static final int LONGEST_NAME = 250;
    private static final String MESSAGE = "message/rfc822";
    private static final int LINE_HOLDS = 57;
    private static final int LINE_TAKES = 78;
    private static final String UNKNOWN = "application/octet-stream";
    private static final Pattern TYPE =
            Pattern.compile("(?:application|audio|font|image|message|model|text|video)/[a-z0-9][a-z0-9.+_-]{0,100}");
    /** The answer to an invitation tells so beside its type (RFC 6047 §2.4). */
    private static final Pattern REPLY = Pattern.compile("text/calendar; method=REPLY; charset=utf-8");

    private static final Pattern CONTENT_ID = Pattern.compile("[A-Za-z0-9._$+=-]{1,120}(?:@[A-Za-z0-9._-]{1,120})?");

    public OutgoingFile {
        name = plainName(HeaderText.require("The name of a file", name));
        type = type(type);
        if (contentId != null && !CONTENT_ID.matcher(contentId).matches()) {
            throw new IllegalArgumentException("This is no id of a picture: " + OneLine.of(contentId, 100));
        }
    }

    /** Nobody's folders are told. */
    private static String plainName(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .strip();
        if (last.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("The name of a file has at most " + LONGEST_NAME + " characters.");
        }
        return last.isEmpty() ? "file" : last;
    }

    /** Parameters go, and what could be taken for a part of ours is just octets. */
    private static String type(String given) {
        HeaderText.require("The type of a file", given);
        if (REPLY.matcher(given).matches()) {
            return given;
        }
        var plain = given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        boolean fits = TYPE.matcher(plain).matches() && (!plain.startsWith("message/") || plain.equals(MESSAGE));
        return fits ? plain : UNKNOWN;
    }

    /** Whether a picture can be named so. */
    public static boolean isContentId(String contentId) {
        return CONTENT_ID.matcher(contentId).matches();
    }

    /** How many octets such a file takes in a message at least: BASE64 makes four of three, and lines (RFC 2045 §6.8). */
    public static long leastOctets(String type, long size) {
        return type.startsWith(MESSAGE) ? size : size / LINE_HOLDS * LINE_TAKES;
    }

    boolean isMessage() {
        return type.equals(MESSAGE);
    }
}
