package io.lettergate.pop3;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How POP3 servers are spoken to.
 *
 * @param mechanisms for passwords, the best first; the first that a server offers is used
 * @param plainPasswords whether passwords may cross a network beyond the private one in plain text
 * @param ahead how many commands are sent before the first is answered, where the server can do that
 * @param messages how many a maildrop may list
 * @param largest how many octets a message may have, whatever the server said before
 */
@ConfigurationProperties("lettergate.pop3")
record Pop3Settings(
        @DefaultValue({"SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "USER"})
        List<String> mechanisms,

        @DefaultValue("false") boolean plainPasswords,
        @DefaultValue("16") int ahead,
        @DefaultValue("1000000") int messages,
        @DefaultValue("1GB") DataSize largest) {

    static final String USER = "USER";

    private static final List<String> KNOWN = List.of("SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN", USER);

    Pop3Settings {
        mechanisms = List.copyOf(mechanisms);
        if (mechanisms.isEmpty() || !KNOWN.containsAll(mechanisms)) {
            throw new IllegalArgumentException("The mechanisms are some of " + KNOWN + ", but got " + mechanisms);
        }
        if (ahead < 1 || ahead > 1000) {
            throw new IllegalArgumentException("1 to 1000 commands are sent ahead, but got " + ahead);
        }
        if (messages < 1 || largest.toBytes() < 1) {
            throw new IllegalArgumentException("Maildrops and messages have some room, but got none");
        }
    }
}
