package io.lettergate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.testcontainers.containers.GenericContainer;

/**
 * A Cyrus in a container, shared by all tests of this run. Folders live below {@code INBOX/}, and it offers no way to
 * sign in but in plain text.
 */
public final class CyrusServer extends MailServer {

    private static final Map<String, CyrusServer> SERVERS = new ConcurrentHashMap<>();

    private CyrusServer(GenericContainer<?> container) {
        super(container);
    }

    public static CyrusServer shared() {
        Requirements.image("debian:bookworm-slim");
        return SERVERS.computeIfAbsent("", all -> new CyrusServer(started("cyrus", Map.of(), IMAP)));
    }

    @Override
    public String name() {
        try (var wire = Wire.to(host(), imapPort())) {
            var greeting = wire.expect("* OK");
            return versioned("Cyrus", greeting.substring(Math.max(greeting.indexOf("Cyrus"), 0)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Without a domain, as this server takes no foreign ones. */
    @Override
    public String freshUser() {
        return "robin-" + UUID.randomUUID();
    }
}
