package io.lettergate.net;

/**
 * A server that a domain names for a service (RFC 2782).
 *
 * @param priority the lowest is asked first
 * @param weight how often it is asked among those of its priority
 * @param target empty where the domain says that there is no such service
 */
public record ServiceRecord(int priority, int weight, int port, String target) {

    public boolean isOffered() {
        return !target.isEmpty();
    }
}
