package io.lettergate.net;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How connections to mail servers are made.
 *
 * @param sslBundle the name of a Spring SSL bundle whose trusted certificates count instead of Java's own
 * @param connectTimeout how long to wait for a connection and its greeting
 * @param answerTimeout how long one command may take from its first octet to its last
 */
@ConfigurationProperties("lettergate.net")
record NetSettings(
        @Nullable String sslBundle,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("60s") Duration answerTimeout) {}
