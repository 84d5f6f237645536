package io.lettergate.smtp;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How servers that take mail are spoken to.
 *
 * @param hello what we call ourselves; an address literal tells nobody about the network behind this machine
 * @param mechanisms for passwords, the best first; the first that a server offers is used
 * @param plainPasswords whether passwords may cross a network beyond the private one in plain text
 * @param withoutSignIn whether mail is handed in where a server offers no way to sign in
 * @param acceptance how long a server may think about a message that is there as a whole
 * @param stall how long a server may take no more octets
 */
@ConfigurationProperties("lettergate.smtp")
record SmtpSettings(
        @DefaultValue("[127.0.0.1]") String hello,

        @DefaultValue({"SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN"})
        List<String> mechanisms,

        @DefaultValue("false") boolean plainPasswords,
        @DefaultValue("false") boolean withoutSignIn,
        @DefaultValue("10m") Duration acceptance,
        @DefaultValue("3m") Duration stall) {

    private static final List<String> KNOWN = List.of("SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.:\\[\\]-]{1,255}");

    SmtpSettings {
        mechanisms = List.copyOf(mechanisms);
        if (mechanisms.isEmpty() || !KNOWN.containsAll(mechanisms)) {
            throw new IllegalArgumentException("The mechanisms are some of " + KNOWN + ", but got " + mechanisms);
        }
        if (!NAME.matcher(hello).matches()) {
            throw new IllegalArgumentException("lettergate.smtp.hello is a host name or an address in brackets");
        }
    }
}
