package io.lettergate.moving;

import io.lettergate.accounts.Account;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.LedgerRow;
import io.lettergate.collecting.Whereabouts;
import io.lettergate.mail.MessageRef;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells which collected messages still lie on their server, as far as is known. */
@Component
class StillThere {

    private static final Set<LedgerRow.State> THERE =
            EnumSet.of(LedgerRow.State.ON_SERVER, LedgerRow.State.DUE, LedgerRow.State.PINNED, LedgerRow.State.HELD);

    private final Collecting collecting;

    StillThere(Collecting collecting) {
        this.collecting = collecting;
    }

    Set<MessageRef> of(Account account, List<MessageRef> messages) {
        return collecting.whereabouts(account, messages).entrySet().stream()
                .filter(entry -> isThere(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isThere(Whereabouts whereabouts) {
        return THERE.contains(whereabouts.state());
    }
}
