package io.lettergate.accounts;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The passwords that are lent just now, by one session or by several of the same person. */
final class Lendings {

    private final ConcurrentMap<AccountId, List<Lent>> all = new ConcurrentHashMap<>();

    /** One that is told apart from an equal one. */
    private static final class Lent {

        private final Credential credential;

        Lent(Credential credential) {
            this.credential = credential;
        }
    }

    Lending add(AccountId account, Credential credential) {
        var lent = new Lent(credential);
        all.merge(
                account,
                List.of(lent),
                (before, added) ->
                        Stream.concat(before.stream(), added.stream()).toList());
        return () -> all.computeIfPresent(account, (id, before) -> without(before, lent));
    }

    private static @Nullable List<Lent> without(List<Lent> before, Lent lent) {
        var left = before.stream().filter(one -> one != lent).toList();
        return left.isEmpty() ? null : left;
    }

    /** What was lent last. */
    Optional<Credential> find(AccountId account) {
        return Optional.ofNullable(all.get(account)).map(lent -> lent.getLast().credential);
    }

    void remove(AccountId account) {
        all.remove(account);
    }
}
