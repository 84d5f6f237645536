package io.lettergate.auth.factors;

import io.lettergate.accounts.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Repository;

/** The table of passkeys, and of the handles by which they know people. */
@Repository
class PasskeyTable implements UserCredentialRepository {

    private final JdbcClient database;
    private final Clock clock;

    PasskeyTable(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The handle of a person, if they ever made a passkey. */
    Optional<Bytes> handle(AccountId person) {
        return database.sql("SELECT handle FROM passkey_user WHERE account_id = ?")
                .param(person.toString())
                .query(String.class)
                .optional()
                .map(Bytes::fromBase64);
    }

    /** Whether this is the handle of a person from now on; one that they have already stays. */
    boolean keep(AccountId person, Bytes handle) {
        database.sql("INSERT INTO passkey_user (account_id, handle) VALUES (?, ?) ON CONFLICT (account_id) DO NOTHING")
                .params(person.toString(), handle.toBase64UrlString())
                .update();
        return handle(person).filter(handle::equals).isPresent();
    }

    Optional<AccountId> person(Bytes handle) {
        return database.sql("SELECT account_id FROM passkey_user WHERE handle = ?")
                .param(handle.toBase64UrlString())
                .query(String.class)
                .optional()
                .map(id -> new AccountId(UUID.fromString(id)));
    }

    boolean isEmpty() {
        return database.sql("SELECT NOT EXISTS (SELECT 1 FROM passkey)")
                .query(Boolean.class)
                .single();
    }

    List<Passkey> of(AccountId person) {
        return database.sql(
                        "SELECT id, name, created_at, used_at FROM passkey WHERE account_id = ? ORDER BY created_at, id")
                .param(person.toString())
                .query(PasskeyTable::passkey)
                .list();
    }

    boolean rename(AccountId person, String id, String name) {
        return database.sql("UPDATE passkey SET name = ? WHERE account_id = ? AND id = ?")
                        .params(name, person.toString(), id)
                        .update()
                == 1;
    }

    boolean remove(AccountId person, String id) {
        return database.sql("DELETE FROM passkey WHERE account_id = ? AND id = ?")
                        .params(person.toString(), id)
                        .update()
                == 1;
    }

    /** Removes all of a person, and answers how many there were. */
    int removeAll(AccountId person) {
        return database.sql("DELETE FROM passkey WHERE account_id = ?")
                .param(person.toString())
                .update();
    }

    @Override
    public void delete(Bytes credentialId) {
        database.sql("DELETE FROM passkey WHERE credential_id = ?")
                .param(credentialId.toBase64UrlString())
                .update();
    }

    /** Stores a new one, or notes that one was used. A counter that went back tells of a copied key. */
    @Override
    public void save(CredentialRecord key) {
        var known = findByCredentialId(key.getCredentialId());
        if (known == null) {
            add(key);
        } else if (!use(key)) {
            throw new PasskeyRefused("This passkey was used before in the same way, so there may be a copy of it."
                    + " Please sign in in another way, and remove it.");
        }
    }

    private void add(CredentialRecord key) {
        var attestation = key.getAttestationObject();
        database.sql("""
                        INSERT INTO passkey (id, account_id, credential_id, name, public_key, attestation, transports,
                            sign_count, verifies_user, backup_eligible, backed_up, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        UUID.randomUUID().toString(),
                        person(key.getUserEntityUserId()).orElseThrow().toString(),
                        key.getCredentialId().toBase64UrlString(),
                        key.getLabel(),
                        new Bytes(key.getPublicKey().getBytes()).toBase64UrlString(),
                        attestation == null ? "" : attestation.toBase64UrlString(),
                        key.getTransports().stream()
                                .map(AuthenticatorTransport::getValue)
                                .sorted()
                                .collect(Collectors.joining(",")),
                        key.getSignatureCount(),
                        key.isUvInitialized(),
                        key.isBackupEligible(),
                        key.isBackupState(),
                        clock.millis())
                .update();
    }

    /** Keys that do not count say 0 each time (WebAuthn §6.1.1). */
    private boolean use(CredentialRecord key) {
        return database.sql("""
                        UPDATE passkey SET sign_count = ?, backed_up = ?, used_at = ?
                        WHERE credential_id = ? AND (sign_count < ? OR (sign_count = 0 AND ? = 0))""")
                        .params(
                                key.getSignatureCount(),
                                key.isBackupState(),
                                clock.millis(),
                                key.getCredentialId().toBase64UrlString(),
                                key.getSignatureCount(),
                                key.getSignatureCount())
                        .update()
                == 1;
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return database.sql(
                        "SELECT k.*, u.handle FROM passkey k JOIN passkey_user u ON u.account_id = k.account_id WHERE k.credential_id = ?")
                .param(credentialId.toBase64UrlString())
                .query(PasskeyTable::credential)
                .optional()
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return database.sql(
                        "SELECT k.*, u.handle FROM passkey k JOIN passkey_user u ON u.account_id = k.account_id WHERE u.handle = ?")
                .param(handle.toBase64UrlString())
                .query(PasskeyTable::credential)
                .list();
    }

    private static Passkey passkey(ResultSet row, int number) throws SQLException {
        return new Passkey(
                row.getString("id"),
                row.getString("name"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "used_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static CredentialRecord credential(ResultSet row, int number) throws SQLException {
        var created = Instant.ofEpochMilli(row.getLong("created_at"));
        var used = instant(row, "used_at");
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(row.getString("credential_id")))
                .userEntityUserId(Bytes.fromBase64(row.getString("handle")))
                .label(row.getString("name"))
                .publicKey(ImmutablePublicKeyCose.fromBase64(row.getString("public_key")))
                .attestationObject(Bytes.fromBase64(row.getString("attestation")))
                .signatureCount(row.getLong("sign_count"))
                .uvInitialized(row.getBoolean("verifies_user"))
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backed_up"))
                .transports(transports(row.getString("transports")))
                .created(created)
                .lastUsed(used == null ? created : used)
                .build();
    }

    private static Set<AuthenticatorTransport> transports(String words) {
        return Stream.of(words.split(","))
                .filter(word -> !word.isEmpty())
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toSet());
    }
}
