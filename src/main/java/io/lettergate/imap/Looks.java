package io.lettergate.imap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettergate.mailbox.ListVersion;
import io.lettergate.mailbox.MessagePage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Names the version of a page by what it shows, where the server has no number for it. */
final class Looks {

    private Looks() {}

    static ListVersion of(Selected selected, MessagePage page) {
        var text = new StringBuilder()
                .append(selected.uidValidity().value())
                .append(' ')
                .append(page.total());
        page.messages()
                .forEach(row -> text.append(' ')
                        .append(row.ref().uid().value())
                        .append(row.flags().stream()
                                .map(Object::toString)
                                .sorted()
                                .toList()));
        text.append(page.older()).append(page.newer());
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
            return new ListVersion("l"
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(digest)
                            .substring(0, 22));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
