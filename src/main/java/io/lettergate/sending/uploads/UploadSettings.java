package io.lettergate.sending.uploads;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How files wait to be sent.
 *
 * @param directory where they lie
 * @param largest file that can be attached
 * @param most for all files of one account together
 * @param kept how long a file waits that is in no draft
 */
@ConfigurationProperties("lettergate.sending.uploads")
public record UploadSettings(
        Path directory,
        @DefaultValue("50MB") DataSize largest,
        @DefaultValue("500MB") DataSize most,
        @DefaultValue("2d") Duration kept) {}
