package io.lettergate.webmail.accounts;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.Credential;
import io.lettergate.accounts.Trial;
import io.lettergate.collecting.KeepOnServer;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account on its way through the assistant. It waits in the session of the server, so that the password never stands
 * in a page or an address.
 *
 * @param ways how the mail can be reached, each proven by a sign-in
 * @param chosen one of them
 */
record HalfMade(
        String address,
        Credential credential,
        Map<Protocol, Access> ways,
        List<Trial> trials,
        Protocol chosen,
        KeepOnServer window) {

    HalfMade {
        ways = Map.copyOf(ways);
        trials = List.copyOf(trials);
        if (!ways.containsKey(chosen)) {
            throw new IllegalArgumentException("There is no way by " + chosen);
        }
    }

    /** One that was just proven; reading in place is better wherever it can be had. */
    static HalfMade of(String address, Credential credential, Map<Protocol, Access> ways, List<Trial> trials) {
        var best = ways.containsKey(Protocol.IMAP) ? Protocol.IMAP : Protocol.POP3;
        return new HalfMade(address, credential, ways, trials, best, KeepOnServer.FOREVER);
    }

    HalfMade with(Protocol protocol, KeepOnServer keep) {
        return new HalfMade(address, credential, ways, trials, protocol, keep);
    }

    public Access access() {
        return Optional.ofNullable(ways.get(chosen)).orElseThrow();
    }

    /** The provider, as people call it: what stands after the @. */
    public String provider() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    public boolean offers(String protocol) {
        return ways.containsKey(Protocol.valueOf(protocol));
    }

    public boolean isCollected() {
        return chosen == Protocol.POP3;
    }

    /** Whether nobody on the way can read along. */
    public boolean isSecret() {
        return access().incoming().encryption() != Encryption.NONE;
    }
}
