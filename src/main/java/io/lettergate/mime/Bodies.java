package io.lettergate.mime;

import io.lettergate.mail.Part;
import java.util.List;

/** Which parts to show and which to offer for saving, by the algorithm of RFC 8621 §4.1.4. */
public record Bodies(List<Part> text, List<Part> html, List<Part> attachments) {

    public static Bodies of(Part structure) {
        throw new UnsupportedOperationException();
    }
}
