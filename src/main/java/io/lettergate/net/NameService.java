package io.lettergate.net;

import java.io.IOException;
import java.util.List;

/** Asks the DNS for more than addresses. */
public interface NameService {

    /**
     * The servers of a service, as in _imaps._tcp.post.example, in no order; none where the domain does not say.
     *
     * @throws IOException if nobody answers in time, or not as one should
     */
    List<ServiceRecord> services(String service) throws IOException;

    /**
     * The hosts that take the mail of a domain, the preferred first (RFC 5321 §5.1).
     *
     * @throws IOException if nobody answers in time, or not as one should
     */
    List<String> exchangers(String domain) throws IOException;
}
