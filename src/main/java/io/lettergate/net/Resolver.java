package io.lettergate.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. */
public interface Resolver {

    /** All of them, at least one. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
