package io.lettergate.net;

import io.lettergate.mail.MailFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Decides which hosts and ports may be reached, and by which addresses. Whoever connects has to use the addresses that
 * were checked, and not look the name up again.
 */
@Component
class Egress {

    private final NetSettings.Open open;
    private final List<Network> networks;
    private final Resolver resolver;
    private final List<TrustedEndpoints> trusted;

    Egress(NetSettings settings, Resolver resolver, List<TrustedEndpoints> trusted) {
        this.open = settings.open();
        this.networks = open.networks().stream().map(Network::of).toList();
        this.resolver = resolver;
        this.trusted = List.copyOf(trusted);
    }

    /**
     * The way to a host, whose every address was checked.
     *
     * @throws MailFailure.PolicyRefused if the spelling, the port or one of the addresses is not allowed
     * @throws UnknownHostException if there is no such host
     */
    Route route(String written, int port, Purpose purpose) throws UnknownHostException {
        var host = spelled(written, port, purpose);
        var addresses = resolver.resolve(host);
        if (!isOperators(written, port) && !isOperators(host, port) && !open.names(host)) {
            addresses.forEach(address -> requireOpen(host, address));
        }
        return new Route(host, port, addresses);
    }

    /** The host in our spelling, where nothing but an address that is not known yet can be against it. */
    String spelled(String written, int port, Purpose purpose) {
        var host = HostName.read(written)
                .orElseThrow(() -> new MailFailure.PolicyRefused(written, "no host is written like that"));
        var isOperators = isOperators(written, port) || isOperators(host.value(), port);
        if (!isOperators && !purpose.serves(port) && !open.ports().contains(port)) {
            throw new MailFailure.PolicyRefused(host.value(), "port " + port + " does not serve this");
        }
        if (!isOperators && host.isAddress() && !open.names(host.value())) {
            requireOpen(host.value(), InetAddress.ofLiteral(host.value()));
        }
        return host.value();
    }

    private void requireOpen(String host, InetAddress address) {
        if (!isOpen(address)) {
            throw new MailFailure.PolicyRefused(host, "it lies in a network that is not public");
        }
    }

    private boolean isOperators(String host, int port) {
        return open.names(host, port) || trusted.stream().anyMatch(endpoints -> endpoints.names(host, port));
    }

    private boolean isOpen(InetAddress address) {
        return Reach.isPublic(address) || networks.stream().anyMatch(network -> network.contains(address));
    }
}
