package io.lettergate.api.audit;

import io.lettergate.accounts.AccountId;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.audit.AuditKind;
import io.lettergate.audit.AuditQuery;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which lines of the log a caller wants: the parameters of the address. */
record AuditFilter(
        @Parameter(description = "Only these kinds, as in token.made; repeat it for more") @Nullable
        List<String> kind,

        @Parameter(description = "From this moment on", schema = @Schema(type = "string", format = "date-time"))
        @Nullable
        String since,

        @Parameter(description = "Before this moment", schema = @Schema(type = "string", format = "date-time"))
        @Nullable
        String until,

        @Parameter(description = "The next of another page") @Nullable
        String cursor,

        @Parameter(
                description = "How many at most",
                schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
        @Nullable
        Integer limit) {

    private static final int USUAL = 50;

    AuditQuery query(@Nullable AccountId owner, @Nullable Set<AccountId> accounts, @Nullable String who) {
        var kinds = InvalidRequest.parameter("kind", () -> kinds(kind));
        var from = since == null ? null : InvalidRequest.parameter("since", () -> moment(since));
        var to = until == null ? null : InvalidRequest.parameter("until", () -> moment(until));
        var most = limit == null ? USUAL : limit;
        InvalidRequest.parameter("limit", () -> new AuditQuery(owner, accounts, who, kinds, from, to, null, most));
        return InvalidRequest.parameter(
                "cursor", () -> new AuditQuery(owner, accounts, who, kinds, from, to, cursor, most));
    }

    private static Set<AuditKind> kinds(@Nullable List<String> words) {
        return words == null
                ? Set.of()
                : words.stream()
                        .map(word -> AuditKind.of(word)
                                .orElseThrow(() -> new IllegalArgumentException("There is no such kind")))
                        .collect(Collectors.toSet());
    }

    private static Instant moment(String text) {
        try {
            var moment = OffsetDateTime.parse(text);
            if (moment.getYear() < 1 || moment.getYear() > 9998) {
                throw new IllegalArgumentException("A year has four digits");
            }
            return moment.toInstant();
        } catch (DateTimeException none) {
            throw new IllegalArgumentException("A moment looks like 2026-11-20T08:30:00Z", none);
        }
    }
}
