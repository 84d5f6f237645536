package io.lettergate.sending.outbox;

import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.AccountRemoved;
import io.lettergate.accounts.vault.Vault;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.StoreRoom;
import io.lettergate.sending.SubmissionId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keeps messages on their way in the database, in pieces, each sealed by AES-256-GCM for its own place. The key is the
 * account's; the vault keeps it, and with the account it is gone.
 */
@Repository
class SealedPieces {

    private static final String FIELD = "outbox";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY = 32;

    private final JdbcClient database;
    private final Vault vault;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SealedPieces(JdbcClient database, Vault vault, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /** Whose message it is, and which. */
    record Owner(AccountId account, SubmissionId id) {

        byte[] place(int number) {
            return (account + "|" + id + "|" + number).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Writes a piece to disk before it returns. */
    void write(Owner owner, int number, byte[] octets, int length) {
        var closed = seal(owner, number, octets, length);
        StoreRoom.writing(() -> database.sql("""
                        INSERT INTO submission_piece (submission_id, number, account_id, created_at, sealed)
                        VALUES (?, ?, ?, ?, ?)""")
                .params(owner.id().toString(), number, owner.account().toString(), clock.millis(), closed)
                .update());
    }

    /** A piece, if there is one. */
    Optional<byte[]> read(Owner owner, int number) {
        return database.sql("SELECT sealed FROM submission_piece WHERE submission_id = ? AND number = ?")
                .params(owner.id().toString(), number)
                .query((row, at) -> row.getBytes("sealed"))
                .optional()
                .map(octets -> open(owner, number, octets));
    }

    void remove(SubmissionId id) {
        database.sql("DELETE FROM submission_piece WHERE submission_id = ?")
                .param(id.toString())
                .update();
    }

    @EventListener
    void forget(AccountRemoved removed) {
        database.sql("DELETE FROM submission_piece WHERE account_id = ?")
                .param(removed.account().toString())
                .update();
    }

    /** Removes what was left behind before its submission was made. */
    void sweep(Instant before) {
        database.sql("""
                        DELETE FROM submission_piece
                        WHERE created_at < ? AND submission_id NOT IN (SELECT id FROM submission)""").param(before.toEpochMilli()).update();
    }

    private byte[] seal(Owner owner, int number, byte[] octets, int length) {
        try {
            var nonce = new byte[NONCE];
            random.nextBytes(nonce);
            var cipher = cipher(Cipher.ENCRYPT_MODE, owner, number, nonce);
            var closed = Arrays.copyOf(nonce, NONCE + cipher.getOutputSize(length));
            cipher.doFinal(octets, 0, length, closed, NONCE);
            return closed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has AES-GCM", impossible);
        }
    }

    private byte[] open(Owner owner, int number, byte[] closed) {
        try {
            var nonce = Arrays.copyOf(closed, NONCE);
            return cipher(Cipher.DECRYPT_MODE, owner, number, nonce).doFinal(closed, NONCE, closed.length - NONCE);
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            throw new MailFailure.CopyDamaged(damaged);
        }
    }

    private Cipher cipher(int mode, Owner owner, int number, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(key(owner.account()), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.place(number));
        return cipher;
    }

    private byte[] key(AccountId account) {
        return Base64.getDecoder().decode(vault.readOrMake(account.toString(), FIELD, this::freshKey));
    }

    private String freshKey() {
        var key = new byte[KEY];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
