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

    public Endpoint {
        if (host.isBlank()) {
            throw new IllegalArgumentException("An endpoint needs a host");
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
