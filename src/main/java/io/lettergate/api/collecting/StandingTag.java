package io.lettergate.api.collecting;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettergate.accounts.Account;
import io.lettergate.collecting.Standing;
import io.lettergate.mail.MailFailure;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/** The name of what can be set, as it is now: the window, and whether everything is held (RFC 9110 §8.8.3). */
record StandingTag(String value) {

    private static final int LONG_ENOUGH = 22;

    static StandingTag of(Account owner, Standing standing) {
        var state = owner.id() + " " + standing.window() + " " + standing.held();
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(state.getBytes(UTF_8));
            return new StandingTag(Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, LONG_ENOUGH));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Refuses to change what the caller has not seen. */
    void require(@Nullable String header) {
        if (header != null
                && ETag.parse(header).stream()
                        .noneMatch(tag ->
                                tag.isWildcard() || (!tag.weak() && tag.tag().equals(value)))) {
            throw new MailFailure.Changed();
        }
    }

    @Override
    public String toString() {
        return "\"" + value + "\"";
    }
}
