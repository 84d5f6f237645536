package io.lettergate.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Protocol;
import io.lettergate.mail.Quota;
import io.lettergate.mailbox.Feature;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An account as the API shows it; never with its password. */
@Schema(name = "Account")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AccountAnswer(
        String id,
        String address,
        @Schema(allowableValues = {"imap", "pop3"}) String protocol,

        @Schema(
                description =
                        "Whether its mail can be had; `resting` is only read, and wakes with a new password; `auth-failed` needs one",
                allowableValues = {"connected", "resting", "auth-failed"})
        String state,

        @Schema(
                description =
                        "What the mail server said when it refused the password, in a sentence; absent unless `state` is"
                                + " `auth-failed`. Nothing is asked of it before a new password is given")
        @Nullable
        String problem,

        @Schema(description = "What the account can do") List<String> capabilities,
        Server incoming,

        @Schema(description = "What the mail server wants its owner to be told, until it is put away")
        List<String> alerts,

        @Schema(description = "How much room it has; absent in lists, and where the mail server does not tell")
        @Nullable
        List<QuotaAnswer> quota) {

    private static final List<String> ALWAYS =
            List.of("append", "copy", "delete", "keywords", "mailboxes", "move", "search");

    /** Where the mail of an account comes from. */
    @Schema(name = "Server")
    record Server(
            String host,
            int port,

            @Schema(allowableValues = {"tls", "starttls", "none"})
            String encryption) {

        static Server of(Endpoint endpoint) {
            return new Server(endpoint.host(), endpoint.port(), word(endpoint.encryption()));
        }
    }

    static AccountAnswer of(
            Account account, AccountState state, Set<Feature> features, List<String> alerts, List<Quota> quotas) {
        return new AccountAnswer(
                account.id().toString(),
                account.address(),
                word(account.protocol()),
                state.word(),
                state.problem(),
                capabilities(account, features),
                Server.of(account.incoming()),
                alerts,
                quotas.isEmpty() ? null : QuotaAnswer.of(quotas));
    }

    private static List<String> capabilities(Account account, Set<Feature> features) {
        var collected = account.protocol() == Protocol.POP3 ? Stream.of("keep-on-server") : Stream.<String>empty();
        return Stream.of(ALWAYS.stream(), features.stream().flatMap(AccountAnswer::word), collected)
                .flatMap(words -> words)
                .sorted()
                .toList();
    }

    /** What a caller can make use of; the others only make things quicker. */
    private static Stream<String> word(Feature feature) {
        return switch (feature) {
            case ACL, CONDSTORE, NAMESPACE, QUOTA, SORT -> Stream.of(feature.word());
            case MOVE, UIDPLUS -> Stream.empty();
        };
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
