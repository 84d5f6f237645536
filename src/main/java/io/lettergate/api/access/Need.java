package io.lettergate.api.access;

import io.lettergate.auth.Permit;
import io.lettergate.auth.Scope;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call needs.
 *
 * @param scope absent where any token will do
 * @param whole whether the token must reach all accounts of its person
 * @param person whether no token will do
 */
record Need(@Nullable Scope scope, boolean whole, boolean person) {

    static final Need PERSON = new Need(null, false, true);

    /** Reads the words of the table: a scope, or any or person; and whole behind a scope. */
    static Need of(List<String> words) {
        var first = words.getFirst();
        return switch (first) {
            case "person" -> PERSON;
            case "any" -> new Need(null, false, false);
            default ->
                new Need(
                        Scope.of(first)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        first + " is none of " + Arrays.toString(Scope.values()))),
                        words.contains("whole"),
                        false);
        };
    }

    boolean isMetBy(Permit permit) {
        return !permit.isToken()
                || (!person && (scope == null || permit.allows(scope)) && (!whole || permit.isWhole()));
    }
}
