package io.lettergate.accounts;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Protocol;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which servers keep the mail of a domain.
 *
 * @param name the domain, or "*" for every address that no other entry names
 * @param protocol by which of them people sign in
 * @param servers one or both
 * @param trustsUs whether its server is told from which address people sign in, and believes it
 * @param oauth the provider whose access tokens its servers want; absent where they want passwords
 * @param outgoing the server that takes what its people send; absent where the operator names none
 */
public record MailDomain(
        String name,
        Protocol protocol,
        Map<Protocol, Endpoint> servers,
        Login login,
        boolean trustsUs,
        @Nullable String oauth,
        @Nullable Endpoint outgoing) {

    public MailDomain {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException(
                    "An entry of lettergate.domains has no name: what stands behind the @, or * for every other one");
        }
        servers = Map.copyOf(servers);
        if (!servers.containsKey(protocol)) {
            throw new IllegalArgumentException("The domain " + name + " has no server for " + protocol);
        }
    }

    /** One with a single server. */
    public MailDomain(String name, Protocol protocol, Endpoint incoming, Login login, boolean trustsUs) {
        this(name, protocol, Map.of(protocol, incoming), login, trustsUs, null, null);
    }

    /** The same with a server that takes what its people send. */
    public MailDomain sendingBy(@Nullable Endpoint server) {
        return new MailDomain(name, protocol, servers, login, trustsUs, oauth, server);
    }

    /** What a server wants to be told as the user's name. */
    public enum Login {
        /** robin@vale.example */
        ADDRESS,
        /** robin */
        LOCAL_PART
    }

    /** The server by which people sign in. */
    public Endpoint incoming() {
        return server(protocol).orElseThrow();
    }

    /** The server that speaks this, if the domain has one. */
    public Optional<Endpoint> server(Protocol wanted) {
        return Optional.ofNullable(servers.get(wanted));
    }

    boolean takesTokensOf(String provider) {
        return provider.equals(oauth);
    }

    boolean names(String domain) {
        return name.equals("*") || name.equalsIgnoreCase(domain);
    }

    boolean isFallback() {
        return name.equals("*");
    }

    /** How an address is reached: as was chosen for it where the domain has that, else as people sign in. */
    Access access(MailAddress address, @Nullable Protocol chosen) {
        var used = chosen != null && servers.containsKey(chosen) ? chosen : protocol;
        return new Access(used, server(used).orElseThrow(), userName(address));
    }

    /** How mail of an address is handed in, if the operator says. */
    Optional<OutgoingAccess> outgoing(MailAddress address) {
        return Optional.ofNullable(outgoing).map(server -> new OutgoingAccess(server, userName(address)));
    }

    private String userName(MailAddress address) {
        return switch (login) {
            case ADDRESS -> address.value();
            case LOCAL_PART -> address.localPart();
        };
    }
}
