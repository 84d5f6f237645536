package io.lettergate.sending.beginnings;

import io.lettergate.mail.MessageRef;
import io.lettergate.mail.PartNumber;
import io.lettergate.sending.drafts.DraftContent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a message begins with that is made from another.
 *
 * @param content its words and receivers, without files
 * @param files what of the other message goes with it
 */
public record Beginning(DraftContent content, List<Carried> files) {

    public Beginning {
        files = List.copyOf(files);
    }

    /** What is made. */
    public enum Kind {
        REPLY,
        REPLY_ALL,
        REPLY_LIST,
        FORWARD,
        FORWARD_ATTACHED,
        EDIT;

        /** The kind as JSON and pages spell it, as in replyAll. */
        public String word() {
            var parts = name().toLowerCase(Locale.ROOT).split("_", -1);
            return parts.length == 1
                    ? parts[0]
                    : parts[0] + parts[1].substring(0, 1).toUpperCase(Locale.ROOT) + parts[1].substring(1);
        }

        /** The kind of a word, if it is one. */
        public static Optional<Kind> of(String word) {
            return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
        }
    }

    /**
     * A part of another message, or all of it.
     *
     * @param part absent for the whole message
     * @param contentId by which the text shows it; absent for a file
     */
    public record Carried(
            MessageRef message,
            @Nullable PartNumber part,
            String name,
            String type,
            @Nullable String contentId,
            long size) {

        /** Its number in a form; 0 for the whole message. */
        public String number() {
            return part == null ? "0" : part.toString();
        }
    }
}
