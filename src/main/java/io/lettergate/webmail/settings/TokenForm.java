package io.lettergate.webmail.settings;

import io.lettergate.accounts.AccountId;
import io.lettergate.auth.Scope;
import io.lettergate.auth.tokens.AddressRange;
import io.lettergate.auth.tokens.TokenWish;
import io.lettergate.auth.tokens.TokenWish.Until;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the form for a new token sends.
 *
 * @param reach all, or some for those accounts that are ticked
 * @param addresses ranges, parted by spaces or commas
 * @param days how long it is taken: a number, or never
 */
record TokenForm(
        @Nullable String name,
        @Nullable List<String> scopes,
        @Nullable String reach,
        @Nullable List<String> accounts,
        @Nullable String addresses,
        @Nullable String days) {

    private static final int LONGEST = 2_000;

    /** What the page shows first: a token that can read everything for a year. */
    static TokenForm fresh(long days) {
        return new TokenForm("", List.of(Scope.MAIL_READ.word()), "all", List.of(), "", String.valueOf(days));
    }

    public boolean isTicked(String scope) {
        return scopes != null && scopes.contains(scope);
    }

    public boolean reachesSome() {
        return "some".equals(reach);
    }

    public boolean isChosen(String account) {
        return accounts != null && accounts.contains(account);
    }

    TokenWish wish(Instant now) {
        var some = accounts == null ? List.<String>of() : accounts;
        return new TokenWish(
                name == null ? "" : name,
                (scopes == null ? List.<String>of() : scopes)
                        .stream().flatMap(word -> Scope.of(word).stream()).collect(Collectors.toSet()),
                reachesSome() ? some.stream().map(TokenForm::account).toList() : null,
                ranges(),
                until(now));
    }

    private static AccountId account(String id) {
        try {
            return new AccountId(UUID.fromString(id));
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException("One of these is no account of yours", none);
        }
    }

    private List<AddressRange> ranges() {
        var typed = addresses == null ? "" : addresses;
        if (typed.length() > LONGEST) {
            throw new IllegalArgumentException("These are too many address ranges");
        }
        return Arrays.stream(typed.split("[\\s,;]+"))
                .filter(word -> !word.isEmpty())
                .map(AddressRange::new)
                .toList();
    }

    private Until until(Instant now) {
        if ("never".equals(days)) {
            return new Until.Never();
        }
        return days != null && days.matches("[1-9][0-9]{0,3}")
                ? new Until.Moment(now.plus(Duration.ofDays(Long.parseLong(days))))
                : new Until.Usual();
    }
}
