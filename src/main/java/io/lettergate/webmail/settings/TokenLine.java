package io.lettergate.webmail.settings;

import io.lettergate.accounts.Account;
import io.lettergate.auth.SignedIn;
import io.lettergate.auth.tokens.AddressRange;
import io.lettergate.auth.tokens.Token;
import io.lettergate.webmail.Almanac;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A token as its page shows it.
 *
 * @param accounts the addresses of those that it reaches; empty for all
 * @param addresses in one line; absent for all
 * @param ends absent where it never does
 * @param used absent where it never was
 */
record TokenLine(
        String id,
        String name,
        List<String> scopes,
        List<String> accounts,
        @Nullable String addresses,
        String made,
        @Nullable String ends,
        boolean expired,
        @Nullable String used,
        @Nullable String from) {

    static List<TokenLine> of(List<Token> tokens, SignedIn reader, Almanac almanac) {
        var mine = reader.accounts().stream()
                .collect(Collectors.toMap(account -> account.id().toString(), Account::address));
        return tokens.stream().map(token -> of(token, mine, almanac)).toList();
    }

    private static TokenLine of(Token token, Map<String, String> mine, Almanac almanac) {
        var accounts = token.accounts();
        var ends = token.expiresAt();
        var used = token.lastUsedAt();
        return new TokenLine(
                token.id(),
                token.name(),
                token.scopes().stream().map(scope -> scope.word()).toList(),
                accounts == null
                        ? List.of()
                        : accounts.stream()
                                .map(id -> mine.getOrDefault(id.toString(), "–"))
                                .toList(),
                token.addresses().isEmpty()
                        ? null
                        : token.addresses().stream().map(AddressRange::text).collect(Collectors.joining(", ")),
                almanac.day(token.createdAt()),
                ends == null ? null : almanac.day(ends),
                token.isExpired(almanac.now()),
                used == null ? null : almanac.full(used),
                token.lastUsedFrom());
    }
}
