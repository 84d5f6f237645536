package io.lettergate.net;

import io.lettergate.mail.MailFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Decides which hosts and ports may be reached, and by which addresses. Whoever connects has to use the addresses that
 * were checked, and not look the name up again.
 */
@Component
public class Egress {

    /** Mail by its standards (RFC 8314 and before), ManageSieve, and the Web. */
    private static final Set<Integer> PORTS = Set.of(25, 80, 110, 143, 443, 465, 587, 993, 995, 4190);

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
     * The addresses of a host, each of which was checked.
     *
     * @throws MailFailure.PolicyRefused if one of them, or the port, may not be reached
     * @throws UnknownHostException if there are none
     */
    public List<InetAddress> require(String host, int port) throws UnknownHostException {
        var operators = trusted.stream().anyMatch(endpoints -> endpoints.names(host, port));
        if (!operators && !PORTS.contains(port) && !open.ports().contains(port)) {
            throw new MailFailure.PolicyRefused(host, "port " + port + " is not one of those that mail uses");
        }
        var addresses = resolver.resolve(host);
        if (!operators && !isOpen(host) && !addresses.stream().allMatch(this::isOpen)) {
            throw new MailFailure.PolicyRefused(host, "it lies in a network that is not public");
        }
        return addresses;
    }

    private boolean isOpen(String host) {
        return open.hosts().stream().anyMatch(named -> named.equals(host.toLowerCase(Locale.ROOT)));
    }

    private boolean isOpen(InetAddress address) {
        return Reach.isPublic(address) || networks.stream().anyMatch(network -> network.contains(address));
    }
}
