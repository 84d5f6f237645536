package io.lettergate.collecting;

import io.lettergate.accounts.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of plans that somebody has read: each is good for its window of its account, for an hour, and once. */
@Repository
class PlanTable {

    private static final Duration GOOD = Duration.ofHours(1);
    private static final int OCTETS = 24;

    private final JdbcClient database;
    private final KeepingTable keepings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PlanTable(JdbcClient database, KeepingTable keepings, Clock clock) {
        this.database = database;
        this.keepings = keepings;
        this.clock = clock;
    }

    /** A new token for a plan. */
    String give(AccountId account, KeepOnServer window) {
        database.sql("DELETE FROM plan WHERE good_until < ?")
                .param(clock.millis())
                .update();
        var octets = new byte[OCTETS];
        random.nextBytes(octets);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        database.sql("INSERT INTO plan (token_digest, account_id, keep_window, good_until) VALUES (?, ?, ?, ?)")
                .params(
                        digest(token),
                        account.toString(),
                        keepings.written(window),
                        clock.instant().plus(GOOD).toEpochMilli())
                .update();
        return token;
    }

    /** Uses a token up, and says when its plan was made; empty where it is not good for this. */
    Optional<Instant> use(AccountId account, KeepOnServer window, String token) {
        var madeAt = database.sql("""
                        SELECT good_until FROM plan WHERE token_digest = ? AND account_id = ? AND keep_window = ?
                            AND good_until >= ?""")
                .params(digest(token), account.toString(), keepings.written(window), clock.millis())
                .query(Long.class)
                .optional()
                .map(until -> Instant.ofEpochMilli(until).minus(GOOD));
        var isUsed = database.sql("DELETE FROM plan WHERE token_digest = ? AND account_id = ? AND keep_window = ?")
                        .params(digest(token), account.toString(), keepings.written(window))
                        .update()
                == 1;
        return madeAt.filter(at -> isUsed);
    }

    private static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
