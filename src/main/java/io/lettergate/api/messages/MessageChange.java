package io.lettergate.api.messages;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.mail.Flag;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a caller wants changed about a message; what is absent stays as it is. */
@Schema(name = "MessageChange", example = "{\"keywords\": {\"$seen\": true}}")
record MessageChange(
        @Schema(
                description = "true sets a keyword, false or null clears it",
                example = "{\"$seen\": true, \"$flagged\": null}")
        @Nullable
        Map<String, @Nullable Boolean> keywords,

        @Schema(description = "The mailbox to move it to, by id or role", example = "role:archive") @Nullable
        String mailboxId) {

    private static final int MOST_KEYWORDS = 100;

    Set<Flag> set() {
        return flags(Boolean.TRUE::equals);
    }

    Set<Flag> clear() {
        return flags(value -> !Boolean.TRUE.equals(value));
    }

    private Set<Flag> flags(Predicate<@Nullable Boolean> chosen) {
        if (keywords == null) {
            return Set.of();
        }
        if (keywords.size() > MOST_KEYWORDS) {
            return InvalidRequest.field("/keywords", () -> {
                throw new IllegalArgumentException("No more than " + MOST_KEYWORDS + " keywords fit in one change");
            });
        }
        return keywords.entrySet().stream()
                .filter(entry -> chosen.test(entry.getValue()))
                .map(entry -> flag(entry.getKey()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Flag flag(String keyword) {
        var pointer = "/keywords/" + keyword.replace("~", "~0").replace("/", "~1");
        return InvalidRequest.field(pointer, () -> new Flag(keyword));
    }
}
