package io.lettergate.api.tokens;

import io.lettergate.accounts.AccountId;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.Scope;
import io.lettergate.auth.tokens.AddressRange;
import io.lettergate.auth.tokens.TokenWish;
import io.lettergate.auth.tokens.TokenWish.Until;
import io.lettergate.auth.tokens.UnusableWish;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A token that somebody wants. */
@Schema(name = "NewToken", example = "{\"name\": \"Backup\", \"scopes\": [\"mail.read\"]}")
record NewToken(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "1 to 100 characters, none of your others")
        @Nullable
        String name,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "Of mail.read, mail.write, mail.send, account.manage and admin")
        @Nullable
        List<String> scopes,

        @Schema(description = "The ids of the only accounts that it shall reach; absent for all") @Nullable
        List<String> accounts,

        @Schema(description = "The addresses from which alone it shall be taken, 20 at most; absent for all") @Nullable
        List<String> addresses,

        @Schema(description = "A moment, or never where the operator allows that; a year if absent") @Nullable
        String expiresAt) {

    private static final int MOST = 100;
    private static final int LAST_YEAR = 9998;

    TokenWish wish() {
        return usable(() -> new TokenWish(
                name == null ? "" : name,
                EnumSet.copyOf(required(each("/scopes", scopes, NewToken::scope))),
                accounts == null ? null : each("/accounts", accounts, NewToken::account),
                each("/addresses", addresses, AddressRange::new),
                InvalidRequest.field("/expiresAt", this::until)));
    }

    /** Says in which field it is wrong. */
    static <T> T usable(Supplier<T> work) {
        try {
            return work.get();
        } catch (UnusableWish unusable) {
            return InvalidRequest.field("/" + unusable.field(), () -> {
                throw unusable;
            });
        }
    }

    private static List<Scope> required(List<Scope> scopes) {
        return InvalidRequest.field("/scopes", () -> {
            if (scopes.isEmpty()) {
                throw new IllegalArgumentException("A token needs at least one scope");
            }
            return scopes;
        });
    }

    private static <T> List<T> each(String pointer, @Nullable List<String> words, Function<String, T> read) {
        var given = words == null ? List.<String>of() : words;
        InvalidRequest.field(pointer, () -> {
            if (given.size() > MOST) {
                throw new IllegalArgumentException("This takes " + MOST + " at most");
            }
            return given;
        });
        return IntStream.range(0, given.size())
                .mapToObj(
                        at -> InvalidRequest.field(pointer + "/" + at, () -> read.apply(String.valueOf(given.get(at)))))
                .toList();
    }

    private static Scope scope(String word) {
        return Scope.of(word)
                .orElseThrow(() -> new IllegalArgumentException("A scope is one of "
                        + Arrays.stream(Scope.values()).map(Scope::word).collect(Collectors.joining(", "))));
    }

    private static AccountId account(String id) {
        try {
            return new AccountId(UUID.fromString(id));
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException("One of these is no account of yours", none);
        }
    }

    private Until until() {
        if (expiresAt == null) {
            return new Until.Usual();
        }
        if (expiresAt.equals("never")) {
            return new Until.Never();
        }
        try {
            var moment = OffsetDateTime.parse(expiresAt);
            if (moment.getYear() < 1 || moment.getYear() > LAST_YEAR) {
                throw new IllegalArgumentException("A year has four digits");
            }
            return new Until.Moment(moment.toInstant());
        } catch (DateTimeException none) {
            throw new IllegalArgumentException("A moment looks like 2026-11-20T08:30:00Z; or say never", none);
        }
    }
}
