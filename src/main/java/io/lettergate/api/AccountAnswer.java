package io.lettergate.api;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;

/** An account as the API shows it; never with its password. */
@Schema(name = "Account")
record AccountAnswer(
        String id,
        String address,
        @Schema(allowableValues = {"imap", "pop3"}) String protocol,

        @Schema(description = "Whether its mail can be had", allowableValues = "connected")
        String state,

        @Schema(description = "What the account can do") List<String> capabilities,
        Server incoming) {

    private static final List<String> CAPABILITIES = List.of("delete", "keywords", "mailboxes", "move", "search");

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

    static AccountAnswer of(Account account) {
        return new AccountAnswer(
                account.id().toString(),
                account.address(),
                word(account.protocol()),
                "connected",
                CAPABILITIES,
                Server.of(account.incoming()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
