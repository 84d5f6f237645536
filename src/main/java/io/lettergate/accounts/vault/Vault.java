package io.lettergate.accounts.vault;

import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps secrets encrypted in the database. Each opens only for the account, field and version that it was sealed for. A
 * secret that an older key sealed is sealed anew when it is next read.
 */
@Component
public class Vault {

    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);

    private final VaultTable table;
    private final KeysetFile source;
    private volatile MasterKeyset keyset;

    Vault(VaultTable table, VaultSettings settings) {
        this.table = table;
        this.source = new KeysetFile(settings);
        var keyIds = table.keyIds();
        this.keyset = source.read(keyIds.isEmpty());
        requireOpens(keyset, keyIds);
    }

    /** A keyset that is not the vault's would be found out only when mail is to be had. */
    private void requireOpens(MasterKeyset keys, List<Long> keyIds) {
        for (long keyId : keyIds) {
            if (!keys.has(keyId) || table.some(keyId).stream().noneMatch(kept -> opens(keys, kept))) {
                throw new IllegalStateException("The keyset does not open the vault: it lacks the key " + keyId
                        + ". Set lettergate.vault.keyset to the one that sealed it.");
            }
        }
    }

    private static boolean opens(MasterKeyset keys, Sealed kept) {
        try {
            return !keys.open(kept).isEmpty();
        } catch (GeneralSecurityException other) {
            return false;
        }
    }

    /** Looks whether somebody changed the keyset: keys come and go without a restart, on every node. */
    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT30S")
    void lookAgain() {
        source.place().ifPresent(file -> {
            try {
                var now = source.read(false);
                if (!now.json().equals(keyset.json())) {
                    requireOpens(now, table.keyIds());
                    keyset = now;
                    LOG.info("vault=keyset-changed primary={} keys={}", now.primaryId(), now.size());
                }
            } catch (IllegalStateException | UncheckedIOException unfit) {
                LOG.error("vault=keyset-unfit, so the one before stays in use: {}", unfit.getMessage());
            }
        });
    }

    /** The keys by which this can be opened; another node may seal by one that it was given just now. */
    private MasterKeyset keysFor(Sealed kept) {
        if (!keyset.has(kept.keyId())) {
            lookAgain();
        }
        return keyset;
    }

    /** Seals anew what an older key sealed, and tells how many that were. */
    int reseal() {
        int sealed = 0;
        for (var keyId : table.keyIds()) {
            if (keyId != keyset.primaryId()) {
                sealed += reseal(keyId);
            }
        }
        return sealed;
    }

    private int reseal(long keyId) {
        int sealed = 0;
        for (var kept : table.all(keyId)) {
            var secret = opened(kept);
            if (secret.isPresent() && table.replace(keyset.seal(kept.place().next(), secret.get()))) {
                sealed++;
            }
        }
        return sealed;
    }

    private Optional<String> opened(Sealed kept) {
        try {
            return Optional.of(keysFor(kept).open(kept));
        } catch (GeneralSecurityException damaged) {
            LOG.error(
                    "secret=unreadable account={} field={} reason={}",
                    kept.place().account(),
                    kept.place().field(),
                    damaged.getMessage());
            return Optional.empty();
        }
    }

    /** Whether there is one; it is not opened. */
    public boolean holds(String account, String field) {
        return table.holds(account, field);
    }

    /** The secret, if there is one that opens. */
    public Optional<String> read(String account, String field) {
        return table.find(account, field).flatMap(kept -> {
            var secret = opened(kept);
            if (keyset.isOutdated(kept.keyId())) {
                secret.ifPresent(open -> table.replace(keyset.seal(kept.place().next(), open)));
            }
            return secret;
        });
    }

    /** The secret, made now if there is none; of two who make one at once, both get the same. */
    public String readOrMake(String account, String field, Supplier<String> maker) {
        var found = read(account, field);
        if (found.isPresent()) {
            return found.get();
        }
        if (!holds(account, field)) {
            var made = maker.get();
            if (table.add(keyset.seal(new Place(account, field, 1), made))) {
                return made;
            }
        }
        return read(account, field)
                .orElseThrow(() -> new IllegalStateException("The secret of account " + account + " does not open"));
    }

    /** Stores a secret in place of the one before; false if it was there already. */
    public boolean keep(String account, String field, String secret) {
        for (int tries = 0; tries < 10; tries++) {
            var before = table.find(account, field);
            if (before.flatMap(this::opened).filter(secret::equals).isPresent()) {
                return false;
            }
            var stored = before.map(
                            kept -> table.replace(keyset.seal(kept.place().next(), secret)))
                    .orElseGet(() -> table.add(keyset.seal(new Place(account, field, 1), secret)));
            if (stored) {
                return true;
            }
        }
        throw new IllegalStateException("The secret of account " + account + " changes all the time");
    }

    /** Forgets it for good. */
    public void remove(String account, String field) {
        table.remove(account, field);
    }
}
