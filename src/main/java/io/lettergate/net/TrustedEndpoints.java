package io.lettergate.net;

/** Hosts that the operator named himself, so that our rules about hosts do not concern them. */
public interface TrustedEndpoints {

    boolean names(String host, int port);
}
