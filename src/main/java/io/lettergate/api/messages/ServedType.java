package io.lettergate.api.messages;

import io.lettergate.mail.Part;
import java.util.Set;
import java.util.regex.Pattern;

/** The media type a part is served as: what the sender says is believed only where it can do no harm. */
record ServedType(String value) {

    private static final Set<String> HARMLESS =
            Set.of("application/pdf", "image/avif", "image/gif", "image/jpeg", "image/png", "image/webp", "text/plain");
    private static final Pattern CHARSET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}");

    static ServedType of(Part part) {
        if (!HARMLESS.contains(part.type())) {
            return new ServedType("application/octet-stream");
        }
        var charset = part.parameters().getOrDefault("charset", "");
        return part.isText() && CHARSET.matcher(charset).matches()
                ? new ServedType(part.type() + ";charset=" + charset)
                : new ServedType(part.type());
    }
}
