package io.lettergate.mime.tnef;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a winmail.dat holds.
 *
 * @param subject empty where it tells none
 * @param text the plain words, absent where there are none
 * @param html the same as HTML
 */
public record PackedMessage(
        String subject, @Nullable String text, @Nullable String html, List<PackedFile> files) {

    public PackedMessage {
        files = List.copyOf(files);
    }

    /**
     * A file in it.
     *
     * @param start where its octets begin in the winmail.dat
     * @param isPacked whether it is a message that is packed the same way
     */
    public record PackedFile(
            String name, String type, @Nullable String contentId, long start, long length, boolean isPacked) {}
}
