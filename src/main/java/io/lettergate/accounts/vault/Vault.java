package io.lettergate.accounts.vault;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps secrets encrypted in the database. Each opens only for the account, field and version that it was sealed for. A
 * secret that an older key sealed is sealed anew when it is next read.
 */
@Component
public class Vault {

    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);

    private final VaultTable table;
    private final MasterKeyset keyset;

    Vault(VaultTable table, VaultSettings settings) {
        this.table = table;
        var keyIds = table.keyIds();
        this.keyset = new KeysetFile(settings).read(keyIds.isEmpty());
        requireOpens(keyIds);
    }

    /** A keyset that is not the vault's would be found out only when mail is to be had. */
    private void requireOpens(List<Long> keyIds) {
        for (long keyId : keyIds) {
            if (!keyset.has(keyId) || table.some(keyId).stream().noneMatch(this::opens)) {
                throw new IllegalStateException("The keyset does not open the vault: it lacks the key " + keyId
                        + ". Set lettergate.vault.keyset to the one that sealed it.");
            }
        }
    }

    private boolean opens(Sealed kept) {
        return opened(kept).isPresent();
    }

    private Optional<String> opened(Sealed kept) {
        try {
            return Optional.of(keyset.open(kept));
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
            if (kept.keyId() != keyset.primaryId()) {
                secret.ifPresent(open -> table.replace(keyset.seal(kept.place().next(), open)));
            }
            return secret;
        });
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
