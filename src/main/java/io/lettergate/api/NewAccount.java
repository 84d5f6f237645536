package io.lettergate.api;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.OutgoingAccess;
import io.lettergate.accounts.Password;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.mail.Protocol;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account that a caller wants linked, or only tried. */
@Schema(name = "NewAccount", example = "{\"address\": \"robin.vale@post.example\", \"password\": \"an app password\"}")
record NewAccount(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String address,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, format = "password") @Nullable
        String password,

        @Schema(
                description = "How the mail is read; absent for imap where both can be had",
                allowableValues = {"imap", "pop3"})
        @Nullable
        String protocol,

        @Schema(description = "The server; absent to have it found") @Nullable
        ServerBody incoming,

        @Schema(description = "What the server wants as the user's name; absent for the address") @Nullable
        String userName,

        @Schema(description = "The server to send by; absent to have it found") @Nullable
        ServerBody outgoing) {

    private static final int LONGEST = 1024;

    String wanted() {
        return InvalidRequest.field("/address", () -> given(address, "an address"));
    }

    Password secret() {
        return InvalidRequest.field("/password", () -> new Password(given(password, "a password")));
    }

    /** The protocol, if one was named. */
    Optional<Protocol> kind() {
        return protocol == null
                ? Optional.empty()
                : Optional.of(InvalidRequest.field(
                        "/protocol", () -> ServerBody.word(Protocol.values(), protocol, Protocol.IMAP)));
    }

    /** The server, if one was named. */
    Optional<Access> named() {
        if (incoming == null) {
            return Optional.empty();
        }
        var kind = kind().orElse(Protocol.IMAP);
        var endpoint = incoming.endpoint(kind);
        return Optional.of(InvalidRequest.field(
                "/userName", () -> new Access(kind, endpoint, userName == null ? wanted() : userName)));
    }

    /** The server to send by, if one was named. */
    Optional<OutgoingAccess> sending() {
        if (outgoing == null) {
            return Optional.empty();
        }
        var endpoint = outgoing.outgoing("/outgoing");
        return Optional.of(InvalidRequest.field(
                "/userName", () -> new OutgoingAccess(endpoint, userName == null ? wanted() : userName)));
    }

    private static String given(@Nullable String text, String what) {
        if (text == null || text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException("This needs " + what);
        }
        return text;
    }

    /** The password never shows itself. */
    @Override
    public String toString() {
        return "NewAccount(" + address + ")";
    }
}
