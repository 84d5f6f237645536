package io.lettergate.webmail.compose;

import io.lettergate.mime.OutgoingAddress;
import io.lettergate.sending.drafts.DraftContent;
import io.lettergate.sending.identities.Identity;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message being written, as the page shows it.
 *
 * @param title the last part of a message key
 * @param saved when it was saved last; absent where it never was
 * @param html clean, with the addresses at which this page has its pictures; empty for a plain message
 * @param carried parts of another message that can go along, until the draft is saved
 */
record WriteView(
        String account,
        String address,
        String draft,
        long version,
        String title,
        String kind,
        String original,
        DraftContent content,
        List<Identity> identities,
        List<FileLine> files,
        List<FileLine> carried,
        @Nullable String saved,
        String back,
        String html) {

    /**
     * A file of it.
     *
     * @param octets that a message needs for it at least, before they are encoded; 0 where they stay as they are
     */
    record FileLine(String id, String name, String size, long octets) {}

    public String to() {
        return OutgoingAddress.join(content.to());
    }

    public String cc() {
        return OutgoingAddress.join(content.cc());
    }

    public String bcc() {
        return OutgoingAddress.join(content.bcc());
    }

    /** The words for a text area, whose first line end a browser leaves out. */
    public String area() {
        return "\n" + content.text();
    }

    public String priority() {
        return content.priority().name().toLowerCase(Locale.ROOT);
    }

    public boolean chosen(Identity identity) {
        return identity.id().equals(content.identity()) || (content.identity() == null && identity.preferred());
    }
}
