package io.lettergate.store;

import java.util.List;
import java.util.stream.Stream;

/** What rows are chosen by, as SQL with its parameters. */
record Condition(String sql, List<Object> parameters) {

    static final Condition NEVER = new Condition("1 = 0", List.of());

    Condition {
        parameters = List.copyOf(parameters);
    }

    static Condition of(String sql, Object... parameters) {
        return new Condition(sql, List.of(parameters));
    }

    Condition and(Condition other) {
        return new Condition(
                sql + " AND " + other.sql,
                Stream.concat(parameters.stream(), other.parameters.stream()).toList());
    }
}
