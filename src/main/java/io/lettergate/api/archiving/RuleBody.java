package io.lettergate.api.archiving;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.archiving.ArchiveRule;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule as callers write and read it; what is absent stays as it is until somebody chooses. */
@Schema(name = "ArchiveRule", example = "{\"months\": 24, \"enabled\": true}")
record RuleBody(
        @Schema(description = "Whether it is done every day, on days when its owner was here", defaultValue = "false")
        @Nullable
        Boolean enabled,

        @Schema(
                description = "How many months old a message has to be",
                minimum = "1",
                maximum = "240",
                defaultValue = "24")
        @Nullable
        Integer months,

        @Schema(description = "Whether Sent is tidied as well as INBOX", defaultValue = "false") @Nullable
        Boolean sentToo,

        @Schema(description = "Whether unread mail moves as well", defaultValue = "false") @Nullable
        Boolean unreadToo,

        @Schema(description = "Whether flagged mail moves as well", defaultValue = "false") @Nullable
        Boolean flaggedToo) {

    static RuleBody of(ArchiveRule rule) {
        return new RuleBody(rule.enabled(), rule.months(), rule.sentToo(), rule.unreadToo(), rule.flaggedToo());
    }

    ArchiveRule rule() {
        var untouched = ArchiveRule.UNTOUCHED;
        return InvalidRequest.field(
                "/months",
                () -> new ArchiveRule(
                        or(enabled, untouched.enabled()),
                        months == null ? untouched.months() : months,
                        or(sentToo, untouched.sentToo()),
                        or(unreadToo, untouched.unreadToo()),
                        or(flaggedToo, untouched.flaggedToo())));
    }

    private static boolean or(@Nullable Boolean given, boolean otherwise) {
        return given == null ? otherwise : given;
    }
}
