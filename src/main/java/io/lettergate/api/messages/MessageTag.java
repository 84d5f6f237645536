package io.lettergate.api.messages;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.OpaqueId;
import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Collectors;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/** The name of a message as it is now: only its keywords can change (RFC 9110 §8.8.3). */
record MessageTag(String value) {

    static MessageTag of(Account owner, MessageSummary summary) {
        var keywords = summary.flags().stream().map(Flag::keyword).sorted().collect(Collectors.joining(" "));
        return new MessageTag(OwnedTag.of(owner, OpaqueId.of(summary.ref()) + " " + keywords));
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
