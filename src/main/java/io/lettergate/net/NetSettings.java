package io.lettergate.net;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How connections to mail servers are made.
 *
 * @param sslBundle the name of a Spring SSL bundle whose trusted certificates count instead of Java's own
 * @param connectTimeout how long to wait for a connection and its greeting
 * @param answerTimeout how long one command may take from its first octet to its last
 * @param open what may be reached besides public addresses and the ports of mail
 * @param pins certificates that count for one host, and no others
 * @param pace how many connections may be begun
 * @param dns name servers that are asked for SRV and MX, as in 192.0.2.53 or 127.0.0.1:5353; empty for the machine's own
 */
@ConfigurationProperties("lettergate.net")
record NetSettings(
        @Nullable String sslBundle,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("60s") Duration answerTimeout,
        @DefaultValue Open open,
        @DefaultValue List<Pin> pins,
        @DefaultValue Pace pace,
        @DefaultValue List<String> dns) {

    NetSettings {
        pins = List.copyOf(pins);
        dns = List.copyOf(dns);
    }

    /**
     * What operators allow; the servers of {@code lettergate.domains} are allowed without it.
     *
     * @param hosts by name, wherever they lie; with a port, as in mail.example:1993, just that port of that host
     * @param networks as in 10.1.0.0/16
     * @param ports of all hosts, for whatever is spoken there
     */
    record Open(
            @DefaultValue List<String> hosts,
            @DefaultValue List<String> networks,
            @DefaultValue List<Integer> ports) {

        Open {
            hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
            networks.forEach(Network::of);
            networks = List.copyOf(networks);
            ports = List.copyOf(ports);
        }

        boolean names(String host) {
            return hosts.contains(host);
        }

        boolean names(String host, int port) {
            return hosts.contains((host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port);
        }
    }

    /**
     * A certificate that counts for a host, whoever signed it and whatever name it bears.
     *
     * @param sha256 its fingerprint, with or without colons
     */
    record Pin(String host, String sha256) {

        Pin {
            sha256 = sha256.replaceAll("[^0-9A-Fa-f]", "").toUpperCase(Locale.ROOT);
            if (sha256.length() != 64) {
                throw new IllegalArgumentException("The SHA-256 fingerprint of " + host + " has 64 hexadecimal digits");
            }
        }
    }

    /**
     * How many connections may be begun in a second.
     *
     * @param host to one host and port
     * @param node to all of them
     */
    record Pace(
            @DefaultValue("5") int host, @DefaultValue("50") int node) {

        Pace {
            if (host < 1 || node < 1) {
                throw new IllegalArgumentException("At least one connection may be begun in a second");
            }
        }
    }
}
