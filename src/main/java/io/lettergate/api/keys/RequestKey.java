package io.lettergate.api.keys;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.sending.KeyedRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The header by which a program may repeat a request, and what the answer says about it. */
public final class RequestKey {

    public static final String HEADER = "Idempotency-Key";

    /** What the reference says of it. */
    public static final String MEANING =
            "Of two equal requests with the same key within a day, the second does nothing, and its answer has the header"
                    + " Idempotency-Replayed: true; while the first is under way, 409 `idempotency-key-busy` with Retry-After may"
                    + " be the answer. Another request with the same key is 422 `idempotency-key-used`";

    private static final String REPLAYED = "Idempotency-Replayed";

    private RequestKey() {}

    /**
     * The request, without its body.
     *
     * @param key absent where the caller gave none
     * @param said what it says beside its body
     */
    public static @Nullable KeyedRequest of(@Nullable String key, @Nullable Object... said) {
        return key == null ? null : InvalidRequest.parameter(HEADER, () -> new KeyedRequest(key, said));
    }

    /** Tells that the request did nothing, as it came before. */
    public static Consumer<HttpHeaders> told(@Nullable KeyedRequest request) {
        return headers -> {
            if (request != null && request.isRepeated()) {
                headers.set(REPLAYED, "true");
            }
        };
    }
}
