package io.lettergate.webmail;

import io.lettergate.mail.Part;
import io.lettergate.webmail.content.Ending;
import io.lettergate.webmail.content.OneLine;
import io.lettergate.webmail.content.ShownFile;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file that came with a message.
 *
 * @param url where to save it from; absent where the part has no number
 * @param name as the sender gave it, absent where none was given
 * @param what what it is called where it has no name: the last part of a message key
 * @param kind its ending in capitals, or that which such files have, else its media type
 * @param thumb which drawing stands for it
 * @param view where to look at it without saving it; absent where that cannot be done
 * @param dangerous whether it may run when it is opened
 * @param found what it really is, where its sender says something else
 */
record FileCard(
        @Nullable String url,
        @Nullable String name,
        String what,
        String kind,
        String size,
        String thumb,
        @Nullable String view,
        boolean dangerous,
        @Nullable String found) {

    /** Four octets for three, as base64 does it, and a line end now and then. */
    private static final double BASE64 = 0.73;

    static FileCard of(Part part, String found, String message) {
        var name = OneLine.of(part.fileName());
        var octets = part.encoding().equals("base64") ? Math.round(part.size() * BASE64) : part.size();
        var shown = ShownFile.of(found, part.type());
        return new FileCard(
                part.number() == null ? null : message + "/part/" + part.number(),
                name.isEmpty() ? null : name,
                what(part.type()),
                kind(name, part.type()),
                Octets.words(octets),
                shown == ShownFile.PICTURE || part.type().startsWith("image/") ? "image" : "text",
                part.number() == null || shown == ShownFile.NONE ? null : message + "/view/" + part.number(),
                ShownFile.isDangerous(found, part.type(), name),
                ShownFile.isDisguised(found, part.type()) ? found : null);
    }

    private static String what(String type) {
        return switch (type) {
            case "text/calendar" -> "calendar";
            case "message/delivery-status" -> "report";
            case "text/rfc822-headers" -> "headers";
            case "message/rfc822" -> "message";
            default -> "unnamed";
        };
    }

    private static String kind(String name, String type) {
        var called = name.isEmpty() ? Ending.of(type) : name;
        var dot = called.lastIndexOf('.');
        var ending = dot < 0 ? "" : called.substring(dot + 1);
        return ending.matches("[A-Za-z0-9]{1,5}") ? ending.toUpperCase(Locale.ROOT) : type;
    }
}
