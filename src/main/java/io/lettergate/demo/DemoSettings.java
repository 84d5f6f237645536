package io.lettergate.demo;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The embedded mail server with sample mail. It listens on 127.0.0.1 only and sends nothing anywhere.
 *
 * @param enabled whether it runs; when absent, it runs exactly where {@code lettergate.domains} is empty, and not where
 *     {@code server.address} names a public address
 * @param imapPort where it speaks IMAP; 0, or a port that is taken, stands for any free one
 * @param pop3Port where it speaks POP3; 0, or a port that is taken, stands for any free one
 * @param smtpPort where it takes mail by SMTP; 0, or a port that is taken, stands for any free one
 */
@ConfigurationProperties("lettergate.demo")
public record DemoSettings(
        @Nullable Boolean enabled,
        @DefaultValue("3143") int imapPort,
        @DefaultValue("3110") int pop3Port,
        @DefaultValue("3025") int smtpPort) {

    public DemoSettings {
        for (var port : new int[] {imapPort, pop3Port, smtpPort}) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("A port of the demo lies between 0 and 65535, but got " + port);
            }
        }
    }
}
