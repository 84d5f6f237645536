package io.lettergate.api.messages;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.OpaqueId;
import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/**
 * The name of a message as it is now (RFC 9110 §8.8.3): only its keywords can change, and how it stands with a copy on a
 * server.
 */
record MessageTag(String value) {

    static MessageTag of(Account owner, MessageSummary summary, @Nullable ServerCopy server) {
        var keywords = summary.flags().stream().map(Flag::keyword).sorted().collect(Collectors.joining(" "));
        var there = server == null ? "" : " " + server;
        return new MessageTag(OwnedTag.of(owner, OpaqueId.of(summary.ref()) + " " + keywords + there));
    }

    /** Whether If-None-Match or If-Match names it. */
    boolean isIn(String header) {
        return ETag.parse(header).stream()
                .anyMatch(tag -> tag.isWildcard() || tag.tag().equals(value));
    }

    /** Refuses to change what the caller has not seen. */
    void require(String header) {
        var matches = ETag.parse(header).stream()
                .anyMatch(tag -> tag.isWildcard() || (!tag.weak() && tag.tag().equals(value)));
        if (!matches) {
            throw new MailFailure.Changed();
        }
    }

    /** Whether a header stands for the message in any state. */
    static boolean isAny(String header) {
        return ETag.parse(header).stream().anyMatch(ETag::isWildcard);
    }

    void describe(HttpServletResponse response) {
        response.setHeader(HttpHeaders.ETAG, "\"" + value + "\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, ListTag.CACHING);
    }
}
