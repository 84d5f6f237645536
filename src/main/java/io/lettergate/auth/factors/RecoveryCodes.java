package io.lettergate.auth.factors;

import io.lettergate.accounts.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Codes for the day on which the phone is lost: 80 random bits each, stored as digests, each taken once. */
@Repository
class RecoveryCodes {

    static final int HOW_MANY = 10;

    private static final int LETTERS = 16;
    private static final int GROUP = 4;

    /** Without l, o, 0 and 1, which look alike. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient database;
    private final Clock clock;

    RecoveryCodes(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Makes ten in place of those before. This is the only time that they can be read. */
    @Transactional
    List<String> make(AccountId person) {
        remove(person);
        var codes = Stream.generate(RecoveryCodes::random).limit(HOW_MANY).toList();
        for (var code : codes) {
            database.sql("INSERT INTO recovery_code (account_id, digest, made_at) VALUES (?, ?, ?)")
                    .params(person.toString(), digest(person, code), clock.millis())
                    .update();
        }
        return codes;
    }

    private static String random() {
        return IntStream.range(0, LETTERS / GROUP)
                .mapToObj(group -> IntStream.range(0, GROUP)
                        .mapToObj(at -> String.valueOf(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length()))))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }

    /** Whether something typed could be one, and so is no code of an app. */
    static boolean isLike(String typed) {
        return letters(typed).length() == LETTERS;
    }

    /** Takes a code that was not taken before. */
    boolean take(AccountId person, String typed) {
        return database.sql(
                                "UPDATE recovery_code SET used_at = ? WHERE account_id = ? AND digest = ? AND used_at IS NULL")
                        .params(clock.millis(), person.toString(), digest(person, typed))
                        .update()
                == 1;
    }

    int left(AccountId person) {
        return database.sql("SELECT COUNT(*) FROM recovery_code WHERE account_id = ? AND used_at IS NULL")
                .param(person.toString())
                .query(Integer.class)
                .single();
    }

    void remove(AccountId person) {
        database.sql("DELETE FROM recovery_code WHERE account_id = ?")
                .param(person.toString())
                .update();
    }

    private static String letters(String typed) {
        return typed.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String digest(AccountId person, String code) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            var words = person + "|recovery|" + letters(code);
            return HexFormat.of().formatHex(hash.digest(words.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
