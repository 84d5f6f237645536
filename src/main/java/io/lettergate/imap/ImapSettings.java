package io.lettergate.imap;

import java.time.Duration;
import java.util.List;
import org.eclipse.angus.mail.iap.Argument;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many connections an IMAP account uses, for how long, and how it signs in.
 *
 * @param connections of one account at most
 * @param patience how long a request waits for one of them
 * @param idle after which one that nobody uses is closed
 * @param longest how long one piece of work may hold one
 * @param mechanisms for passwords, the best first; the first that a server offers is used
 * @param compress whether connections are compressed where the server offers it
 */
@ConfigurationProperties("lettergate.imap")
record ImapSettings(
        @DefaultValue("2") int connections,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("3m") Duration idle,
        @DefaultValue("5m") Duration longest,

        @DefaultValue({"SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN"})
        List<String> mechanisms,

        @DefaultValue("AUTO") Compress compress) {

    private static final List<String> KNOWN = List.of("SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN");

    /** Whether connections are compressed (RFC 4978). */
    enum Compress {
        /** Where the server is not on this machine or network. */
        AUTO,
        ON,
        OFF
    }

    ImapSettings {
        if (connections < 1) {
            throw new IllegalArgumentException("An account needs a connection at least, but got " + connections);
        }
        mechanisms = List.copyOf(mechanisms);
        if (mechanisms.isEmpty() || !KNOWN.containsAll(mechanisms)) {
            throw new IllegalArgumentException("The mechanisms are some of " + KNOWN + ", but got " + mechanisms);
        }
    }

    boolean compresses(boolean distant) {
        return switch (compress) {
            case AUTO -> distant;
            case ON -> true;
            case OFF -> false;
        };
    }

    /** Who we are (RFC 2971): a name, and no more than a server's operator needs. */
    Argument introduction() {
        return new Argument().writeArgument(ourselves());
    }

    /** The same on behalf of somebody, for a server that believes us who it is. */
    Argument introduction(String client) {
        return new Argument()
                .writeArgument(ourselves().writeNString("x-originating-ip").writeNString(client));
    }

    private static Argument ourselves() {
        var version = String.valueOf(ImapSettings.class.getPackage().getImplementationVersion());
        var list = new Argument().writeNString("name").writeNString("Lettergate");
        if (!version.equals("null")) {
            list.writeNString("version").writeNString(version);
        }
        return list;
    }
}
