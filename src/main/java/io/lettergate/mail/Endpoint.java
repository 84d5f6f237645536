package io.lettergate.mail;

/** Where a server listens, and how the way there is encrypted. */
public record Endpoint(String host, int port, Encryption encryption) {

    /** How a connection is encrypted; there is no "if the server happens to offer it". */
    public enum Encryption {
        /** TLS from the first octet (RFC 8314). */
        TLS,
        /** STARTTLS, without which nothing is sent. */
        STARTTLS,
        /** Plain text, for servers on the same machine or network that an operator names. */
        NONE
    }

    private static final int LONGEST = 253;

    public Endpoint {
        if (host.isBlank()) {
            throw new IllegalArgumentException("An endpoint needs a host");
        }
        if (host.length() > LONGEST || host.chars().anyMatch(character -> character <= 0x20 || character == 0x7F)) {
            throw new IllegalArgumentException(
                    "The name of a host has up to " + LONGEST + " characters without spaces");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("A port lies between 1 and 65535, but got " + port);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
