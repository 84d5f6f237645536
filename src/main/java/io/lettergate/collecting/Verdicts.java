package io.lettergate.collecting;

import io.lettergate.accounts.Account;
import io.lettergate.collecting.spi.LocalCopies;
import io.lettergate.collecting.spi.LocalCopies.CopyId;
import io.lettergate.collecting.spi.LocalCopies.State;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Judges messages by how their copies fare now. */
@Component
class Verdicts {

    private final LocalCopies copies;
    private final Clock clock;

    Verdicts(@Lazy LocalCopies copies, Clock clock) {
        this.copies = copies;
        this.clock = clock;
    }

    /** By the window that is in force. */
    Map<Long, Verdict> of(Account account, Keeping keeping, Collection<Row> there) {
        return of(account, keeping.window(), keeping.removesFrom(), there);
    }

    Map<Long, Verdict> of(Account account, KeepOnServer window, @Nullable Instant removesFrom, Collection<Row> there) {
        return new Judging(window, removesFrom, states(account, there), clock.instant()).of(there);
    }

    Map<CopyId, State> states(Account account, Collection<Row> rows) {
        var ids = rows.stream()
                .filter(row -> row.state() == RowState.STORED)
                .flatMap(row -> Optional.ofNullable(row.copy()).stream())
                .toList();
        return ids.isEmpty() ? Map.of() : copies.states(account.id(), ids);
    }

    static Stream<Verdict> leaving(Map<Long, Verdict> verdicts) {
        return verdicts.values().stream().filter(verdict -> verdict.leavesAt() != null);
    }
}
