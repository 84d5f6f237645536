package io.lettergate.auth.limits;

import java.util.List;

/** One sign-in that is being tried. It has failed unless somebody says otherwise. */
public final class Attempt {

    private final SignInLimits limits;
    private final String address;
    private final Client client;
    private final List<Limit> counted;

    Attempt(SignInLimits limits, String address, Client client, List<Limit> counted) {
        this.limits = limits;
        this.address = address;
        this.client = client;
        this.counted = List.copyOf(counted);
    }

    /** The password is right: from now on this network is one of the owner's. */
    public void succeeded() {
        limits.takeBack(counted);
        limits.remember(address, client);
    }

    /** Nobody could say whether the password is right, so nothing was guessed. */
    public void cameToNothing() {
        limits.takeBack(counted);
    }
}
