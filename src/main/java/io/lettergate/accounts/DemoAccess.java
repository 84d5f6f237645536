package io.lettergate.accounts;

import java.util.Optional;

/** Tells the sign-in page whether the demo is on, and what to fill in then. */
public interface DemoAccess {

    /** The user of the demo while it runs, nobody otherwise. */
    Optional<DemoUser> user();
}
