package io.lettergate.auth.limits;

import java.util.List;

/** One sign-in that is being tried. It has failed unless somebody says otherwise. */
public final class Attempt {

    private final SignInLimits limits;
    private final Client client;
    private final List<Limit> counted;

    Attempt(SignInLimits limits, Client client, List<Limit> counted) {
        this.limits = limits;
        this.client = client;
        this.counted = List.copyOf(counted);
    }

    /**
     * It was the owner: from now on this network is one of theirs.
     *
     * @param owner the mail address
     */
    public void succeeded(String owner) {
        limits.takeBack(counted);
        limits.remember(owner, client);
    }

    /** Nobody could say whether the password is right, so nothing was guessed. */
    public void cameToNothing() {
        limits.takeBack(counted);
    }
}
