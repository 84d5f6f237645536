package io.lettergate.store;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where mail that lives here is kept.
 *
 * @param directory of message files and what describes them
 */
@ConfigurationProperties("lettergate.store")
record StoreSettings(Path directory) {}
