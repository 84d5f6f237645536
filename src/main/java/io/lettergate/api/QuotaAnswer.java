package io.lettergate.api;

import io.lettergate.mail.Quota;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;

/** How much room there is, as the API shows it. */
@Schema(name = "Quota")
record QuotaAnswer(
        @Schema(description = "The mail server's name for what shares this room")
        String root,

        @Schema(
                description = "What is counted: octets of storage, or messages",
                allowableValues = {"storage", "messages"})
        String resource,

        long used,
        long limit,

        @Schema(
                description = "From 80 of a hundred on it is warning, from 95 on critical",
                allowableValues = {"fine", "warning", "critical"})
        String level) {

    static List<QuotaAnswer> of(List<Quota> quotas) {
        return quotas.stream()
                .map(quota -> new QuotaAnswer(
                        quota.root(), word(quota.resource()), quota.used(), quota.limit(), word(quota.level())))
                .toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
