package io.lettergate.accounts.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * Changes the keys of the vault in four steps, while other nodes run: a new key is added, then it seals, then everything is
 * sealed by it, then the old ones go. Each node reads the keyset anew within half a minute, so a minute has to pass between
 * two changes of it.
 */
final class Rotation {

    private static final Duration KNOWN_EVERYWHERE_AFTER = Duration.ofMinutes(1);

    private final VaultTable table;
    private final VaultSettings settings;
    private final Clock clock;

    Rotation(VaultTable table, VaultSettings settings, Clock clock) {
        this.table = table;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Does one step, and says in a sentence what came of it.
     *
     * @throws IllegalStateException if it is not its time, with the reason
     */
    String step(String name) {
        return switch (name) {
            case "add-key" -> addKey();
            case "use-new-key" -> useNewKey();
            case "reseal" -> reseal();
            case "drop-old-keys" -> dropOldKeys();
            default ->
                throw new IllegalStateException("There is no step " + name
                        + ". They are, in this order: add-key, use-new-key, reseal, drop-old-keys.");
        };
    }

    private String addKey() {
        var keyset = keyset();
        if (!keyset.sealsByTheLast()) {
            throw new IllegalStateException("There is a new key already. Go on with use-new-key.");
        }
        KeysetFile.replace(file(), keyset.widened());
        return "A new key was added. When every node has read it, in a minute, go on with use-new-key.";
    }

    private String useNewKey() {
        requireKnownEverywhere();
        var keyset = keyset();
        if (keyset.sealsByTheLast()) {
            throw new IllegalStateException("There is no new key. Begin with add-key.");
        }
        KeysetFile.replace(file(), keyset.promoted());
        return "The new key seals from now on. In a minute, go on with reseal.";
    }

    private String reseal() {
        requireKnownEverywhere();
        var sealed = new Vault(table, settings).reseal();
        return sealed + " secrets were sealed anew. Go on with drop-old-keys.";
    }

    private String dropOldKeys() {
        requireKnownEverywhere();
        var keyset = keyset();
        var left = table.sealedByOthersThan(keyset.primaryId());
        if (left > 0) {
            throw new IllegalStateException(
                    left + " secrets are still sealed by an old key, so all keys stay. Go back to reseal.");
        }
        KeysetFile.replace(file(), keyset.alone());
        return (keyset.size() - 1)
                + " old keys were dropped. Whoever has an old copy of the keyset cannot open the vault"
                + " as it is now.";
    }

    private MasterKeyset keyset() {
        return new KeysetFile(settings).read(table.keyIds().isEmpty());
    }

    private Path file() {
        return new KeysetFile(settings)
                .place()
                .orElseThrow(
                        () -> new IllegalStateException("The keyset stands in lettergate.vault.keyset itself, which"
                                + " cannot be changed from here. Put it into a file, and name that."));
    }

    private void requireKnownEverywhere() {
        try {
            var changed = Files.getLastModifiedTime(file()).toInstant();
            if (changed.plus(KNOWN_EVERYWHERE_AFTER).isAfter(clock.instant())) {
                throw new IllegalStateException("The keyset was changed less than a minute ago, so that other nodes may"
                        + " not have read it yet. Please wait a little.");
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The keyset of the vault, " + file() + ", cannot be read", unreadable);
        }
    }
}
