package io.lettergate.accounts;

import java.util.Optional;

/** Tells who may look around, where the demo runs. */
public interface DemoAccess {

    /** The demo's user; nobody where no demo runs. */
    Optional<DemoUser> user();
}
