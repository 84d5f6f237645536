package io.lettergate.accounts;

import io.lettergate.accounts.vault.RotationCommand;
import java.util.Optional;

/** What an operator can have done to the vault on the command line, without Lettergate being started. */
public final class VaultCommand {

    private VaultCommand() {}

    /** Does what the arguments ask for, and gives the exit status; nothing where they ask for nothing of the vault. */
    public static Optional<Integer> run(String... arguments) {
        return RotationCommand.run(arguments);
    }
}
