package io.lettergate.api;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Protocol;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A mail server that a caller names. */
@Schema(name = "NamedServer", example = "{\"host\": \"imap.post.example\", \"port\": 993, \"encryption\": \"tls\"}")
record ServerBody(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String host,

        @Schema(
                description = "993 and 995 for TLS, 143 and 110 otherwise, unless another is named",
                minimum = "1",
                maximum = "65535")
        @Nullable
        Integer port,

        @Schema(
                description = "`none` works only where the operator allows it",
                allowableValues = {"tls", "starttls", "none"},
                defaultValue = "tls")
        @Nullable
        String encryption) {

    Endpoint endpoint(Protocol protocol) {
        var way = way();
        var usual = switch (protocol) {
            case IMAP -> way == Encryption.TLS ? 993 : 143;
            case POP3 -> way == Encryption.TLS ? 995 : 110;
        };
        var name = InvalidRequest.field("/incoming/host", this::name);
        return InvalidRequest.field("/incoming/port", () -> new Endpoint(name, port == null ? usual : port, way));
    }

    private String name() {
        if (host == null || host.isBlank() || host.length() > 253) {
            throw new IllegalArgumentException("A server needs a host");
        }
        return host.strip();
    }

    private Encryption way() {
        return InvalidRequest.field(
                "/incoming/encryption", () -> word(Encryption.values(), encryption, Encryption.TLS));
    }

    static <E extends Enum<E>> E word(E[] all, @Nullable String word, E otherwise) {
        return word == null
                ? otherwise
                : Arrays.stream(all)
                        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("It is none of "
                                + Arrays.stream(all)
                                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                                        .toList()));
    }
}
