package io.lettergate.auth;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where letters are shown.
 *
 * @param contentOrigin a name of its own for them, as in https://letters.example
 */
@ConfigurationProperties("lettergate")
record ContentSettings(@Nullable String contentOrigin) {}
