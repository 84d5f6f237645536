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
                description = "993, 995 and 465 for TLS, 143, 110 and 587 otherwise, unless another is named",
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
        var way = way("/incoming");
        var usual = switch (protocol) {
            case IMAP -> way == Encryption.TLS ? 993 : 143;
            case POP3 -> way == Encryption.TLS ? 995 : 110;
        };
        return endpoint("/incoming", usual, way);
    }

    /** A server that takes mail, named at this place of the request. */
    Endpoint outgoing(String place) {
        var way = way(place);
        return endpoint(place, way == Encryption.TLS ? 465 : 587, way);
    }

    private Endpoint endpoint(String place, int usual, Encryption way) {
        var name = InvalidRequest.field(place + "/host", this::name);
        return InvalidRequest.field(place + "/port", () -> new Endpoint(name, port == null ? usual : port, way));
    }

    private String name() {
        if (host == null || host.isBlank() || host.length() > 253) {
            throw new IllegalArgumentException("A server needs a host");
        }
        return host.strip();
    }

    private Encryption way(String place) {
        return InvalidRequest.field(place + "/encryption", () -> word(Encryption.values(), encryption, Encryption.TLS));
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
