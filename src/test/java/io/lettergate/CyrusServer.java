package io.lettergate;

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

    /** Without a domain, as this server takes no foreign ones. */
    @Override
    public String freshUser() {
        return "robin-" + UUID.randomUUID();
    }
}
