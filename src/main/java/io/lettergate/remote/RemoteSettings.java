package io.lettergate.remote;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Pictures that letters have in the Web.
 *
 * @param pictures whether people may have them fetched at all
 * @param directory where they lie once they were fetched
 * @param largest picture that is fetched
 * @param patience how long fetching one may take
 * @param cache how much of them lies there at most
 * @param kept how long one lies there
 * @param atOnce how many are fetched at the same time, for all people together
 */
@ConfigurationProperties("lettergate.remote")
record RemoteSettings(
        @DefaultValue("true") boolean pictures,
        Path directory,
        @DefaultValue("10MB") DataSize largest,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("200MB") DataSize cache,
        @DefaultValue("7d") Duration kept,
        @DefaultValue("12") int atOnce) {

    RemoteSettings {
        if (largest.toBytes() < 1
                || largest.toBytes() > DataSize.ofMegabytes(100).toBytes()) {
            throw new IllegalArgumentException("A picture has at most 100 MB, but got " + largest);
        }
        if (atOnce < 1) {
            throw new IllegalArgumentException("At least one picture has to be fetched at a time");
        }
    }
}
