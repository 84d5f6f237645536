package io.lettergate.exporting;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where exports wait for whoever asked for them.
 *
 * @param directory where their files lie
 * @param most for all of them together
 * @param kept how long each can be downloaded
 */
@ConfigurationProperties("lettergate.exporting")
record ExportingSettings(
        Path directory,
        @DefaultValue("20GB") DataSize most,
        @DefaultValue("24h") Duration kept) {}
