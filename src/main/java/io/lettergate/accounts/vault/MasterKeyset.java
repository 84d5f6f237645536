package io.lettergate.accounts.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** The keys of the vault: the primary one seals, each of them opens (AES-256-GCM by Tink). */
final class MasterKeyset {

    private final KeysetHandle keys;
    private final Aead aead;

    private MasterKeyset(KeysetHandle keys) throws GeneralSecurityException {
        this.keys = keys;
        this.aead = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /** A new one with a single key. */
    static MasterKeyset random() {
        try {
            AeadConfig.register();
            return new MasterKeyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has AES-GCM", impossible);
        }
    }

    /** Reads one in Tink's JSON. */
    static MasterKeyset parse(String json) throws GeneralSecurityException {
        AeadConfig.register();
        return new MasterKeyset(TinkJsonProtoKeysetFormat.parseKeyset(
                json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    }

    /** What {@link #parse} reads: the secret of all secrets. */
    String json() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("A keyset can be written", impossible);
        }
    }

    /** The same keys, and a new one that is primary. */
    MasterKeyset rotated() {
        return widened().promoted();
    }

    /** The same keys, and a new one last, which opens and does not seal yet: so that every node has it before any uses it. */
    MasterKeyset widened() {
        return changed(() -> KeysetHandle.newBuilder(keys)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId())
                .build());
    }

    /** The same keys, of which the last one seals. */
    MasterKeyset promoted() {
        return changed(() -> {
            var builder = KeysetHandle.newBuilder(keys);
            builder.getAt(builder.size() - 1).makePrimary();
            return builder.build();
        });
    }

    /** The key that seals, and no other. */
    MasterKeyset alone() {
        return changed(() -> {
            var builder = KeysetHandle.newBuilder(keys);
            for (int at = keys.size() - 1; at >= 0; at--) {
                if (keys.getAt(at).getId() != primaryId()) {
                    builder.deleteAt(at);
                }
            }
            return builder.build();
        });
    }

    private static MasterKeyset changed(Change change) {
        try {
            return new MasterKeyset(change.make());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("A keyset can be changed", impossible);
        }
    }

    /** A change of the keys. */
    private interface Change {

        KeysetHandle make() throws GeneralSecurityException;
    }

    /** Whether the last key is the one that seals. */
    boolean sealsByTheLast() {
        return keys.getAt(keys.size() - 1).getId() == primaryId();
    }

    int size() {
        return keys.size();
    }

    long primaryId() {
        return keys.getPrimary().getId();
    }

    boolean has(long keyId) {
        return place(keyId) >= 0;
    }

    /** Whether the key was there before the one that seals; a newer one is another node's, which knows better. */
    boolean isOutdated(long keyId) {
        return place(keyId) < place(primaryId());
    }

    private int place(long keyId) {
        for (int at = 0; at < keys.size(); at++) {
            if (keys.getAt(at).getId() == keyId) {
                return at;
            }
        }
        return -1;
    }

    Sealed seal(Place place, String secret) {
        try {
            var octets = aead.encrypt(secret.getBytes(StandardCharsets.UTF_8), place.octets());
            return new Sealed(place, primaryId(), Base64.getEncoder().encodeToString(octets));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("A secret can be sealed", impossible);
        }
    }

    String open(Sealed sealed) throws GeneralSecurityException {
        try {
            var octets = Base64.getDecoder().decode(sealed.text());
            return new String(aead.decrypt(octets, sealed.place().octets()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException damaged) {
            throw new GeneralSecurityException("Not a sealed secret", damaged);
        }
    }
}
