package io.lettergate.api.messages;

import io.lettergate.accounts.Account;
import io.lettergate.mailbox.ListVersion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/** The weak name of a list as it is now (RFC 9110 §8.8.3); its owner is part of it. */
record ListTag(Account owner) {

    /** What a caller may keep if they ask each time. */
    static final String CACHING = "private, no-cache";

    /** Whether the caller says that they have a version; then the answer says which. */
    Predicate<ListVersion> known(HttpServletRequest request, HttpServletResponse response) {
        var header = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (header == null) {
            return version -> false;
        }
        var tags = ETag.parse(header);
        return version -> {
            var known =
                    tags.stream().anyMatch(tag -> tag.isWildcard() || tag.tag().equals(value(version)));
            if (known) {
                describe(version, response);
            }
            return known;
        };
    }

    void describe(@Nullable ListVersion version, HttpServletResponse response) {
        if (version != null) {
            response.setHeader(HttpHeaders.ETAG, "W/\"" + value(version) + "\"");
            response.setHeader(HttpHeaders.CACHE_CONTROL, CACHING);
        }
    }

    private String value(ListVersion version) {
        return OwnedTag.of(owner, version.value());
    }
}
