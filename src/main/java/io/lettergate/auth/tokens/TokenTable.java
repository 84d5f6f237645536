package io.lettergate.auth.tokens;

import io.lettergate.accounts.AccountId;
import io.lettergate.auth.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of tokens. It holds digests, and no token. */
@Repository
class TokenTable {

    private static final int HANDLE = 32;

    private final JdbcClient database;

    TokenTable(JdbcClient database) {
        this.database = database;
    }

    private record Digested(Token token, String digest) {}

    void add(Token token, String digest) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(token.id());
        values.add(token.owner().toString());
        values.add(token.name());
        values.add(digest.substring(0, HANDLE));
        values.add(digest);
        values.add(joined(token.scopes().stream().map(Scope::word).toList()));
        values.add(token.accounts() == null ? null : joined(token.accounts()));
        values.add(joined(token.addresses().stream().map(AddressRange::text).toList()));
        values.add(token.createdAt().toEpochMilli());
        values.add(token.expiresAt() == null ? null : token.expiresAt().toEpochMilli());
        database.sql("""
                        INSERT INTO api_token
                            (id, owner_id, name, handle, digest, scopes, accounts, addresses, created_at, expires_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""").params(values).update();
    }

    /** The token with this digest, which is compared in a time that tells nothing. */
    Optional<Token> find(String digest) {
        return database
                .sql("SELECT * FROM api_token WHERE handle = ?")
                .param(digest.substring(0, HANDLE))
                .query((row, number) -> new Digested(token(row), row.getString("digest")))
                .list()
                .stream()
                .filter(found -> isSame(found.digest(), digest))
                .map(Digested::token)
                .findFirst();
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    /** One of a person's own. */
    Optional<Token> find(AccountId owner, String id) {
        return database.sql("SELECT * FROM api_token WHERE owner_id = ? AND id = ?")
                .params(owner.toString(), id)
                .query((row, number) -> token(row))
                .optional();
    }

    /** All of a person, newest first. */
    List<Token> of(AccountId owner) {
        return database.sql("SELECT * FROM api_token WHERE owner_id = ? ORDER BY created_at DESC, id")
                .param(owner.toString())
                .query((row, number) -> token(row))
                .list();
    }

    boolean isThere(String id, Instant now) {
        return database.sql("SELECT COUNT(*) FROM api_token WHERE id = ? AND (expires_at IS NULL OR expires_at > ?)")
                        .params(id, now.toEpochMilli())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Notes a use, unless one was noted after that moment. */
    void used(String id, Instant now, @Nullable String client, Instant unlessAfter) {
        List<@Nullable Object> values = Arrays.asList(now.toEpochMilli(), client, id, unlessAfter.toEpochMilli());
        database.sql("""
                        UPDATE api_token SET last_used_at = ?, last_used_from = ?
                        WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)""").params(values).update();
    }

    /** Notes the first use; false if there was one before. */
    boolean firstUsed(String id, Instant now, @Nullable String client) {
        List<@Nullable Object> values = Arrays.asList(now.toEpochMilli(), client, id);
        return database.sql("""
                        UPDATE api_token SET last_used_at = ?, last_used_from = ?
                        WHERE id = ? AND last_used_at IS NULL""").params(values).update() == 1;
    }

    boolean remove(String id) {
        return database.sql("DELETE FROM api_token WHERE id = ?").param(id).update() == 1;
    }

    private static String joined(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    private static List<String> parted(@Nullable String values) {
        return values == null || values.isEmpty() ? List.of() : List.of(values.split(","));
    }

    private static Token token(ResultSet row) throws SQLException {
        var accounts = row.getString("accounts");
        return new Token(
                row.getString("id"),
                account(row.getString("owner_id")),
                row.getString("name"),
                parted(row.getString("scopes")).stream()
                        .flatMap(word -> Scope.of(word).stream())
                        .toList(),
                accounts == null
                        ? null
                        : parted(accounts).stream().map(TokenTable::account).toList(),
                parted(row.getString("addresses")).stream()
                        .map(AddressRange::new)
                        .toList(),
                Instant.ofEpochMilli(row.getLong("created_at")),
                moment(row, "expires_at"),
                moment(row, "last_used_at"),
                row.getString("last_used_from"));
    }

    private static AccountId account(String id) {
        return new AccountId(UUID.fromString(id));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
