package io.lettergate.sending.uploads;

import org.jspecify.annotations.Nullable;

/**
 * A file that was or is being handed over, to go with a message.
 *
 * @param contentId by which HTML shows it, if it is a picture within the text
 * @param size octets that it will have
 * @param received octets that are here
 */
public record Upload(
        String id, String name, String type, @Nullable String contentId, long size, long received) {

    /** Whether all of it is here. */
    public boolean isWhole() {
        return received == size;
    }
}
