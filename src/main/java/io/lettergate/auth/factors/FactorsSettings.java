package io.lettergate.auth.factors;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * For which site passkeys are.
 *
 * @param origin the scheme, host and port by which browsers know this Lettergate, as in https://mail.vale.example; when
 *     absent, it is what each request names
 */
@ConfigurationProperties("lettergate.factors")
record FactorsSettings(@Nullable URI origin) {

    FactorsSettings {
        if (origin != null && (origin.getHost() == null || origin.getScheme() == null)) {
            throw new IllegalArgumentException(
                    "lettergate.factors.origin is a scheme and a host, as in https://mail.vale.example, but is "
                            + origin);
        }
    }
}
