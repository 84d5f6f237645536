package io.lettergate.auth.limits;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One sign-in that is being tried. It has failed unless somebody says otherwise. */
public final class Attempt {

    private final SignInLimits limits;
    private final @Nullable String address;
    private final Client client;
    private final List<Limit> counted;

    Attempt(SignInLimits limits, @Nullable String address, Client client, List<Limit> counted) {
        this.limits = limits;
        this.address = address;
        this.client = client;
        this.counted = List.copyOf(counted);
    }

    /** The password is right: from now on this network is one of the owner's. */
    public void succeeded() {
        limits.takeBack(counted);
        if (address != null) {
            limits.remember(address, client);
        }
    }

    /** The same, where it is known only now who it is. */
    public void succeeded(String owner) {
        limits.takeBack(counted);
        limits.remember(owner, client);
    }

    /** Nobody could say whether the password is right, so nothing was guessed. */
    public void cameToNothing() {
        limits.takeBack(counted);
    }
}
