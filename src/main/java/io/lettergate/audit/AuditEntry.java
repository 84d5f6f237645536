package io.lettergate.audit;

import io.lettergate.accounts.AccountId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the log.
 *
 * @param owner the account that the person signs in with whose log it stands in; absent where nobody is known
 * @param who their mail address, or the one that somebody typed
 * @param account which account it is about; absent where it is about none
 * @param accountAddress the mail address of that, as it was then
 * @param token the name of the token that it was done with; absent where it was done otherwise
 * @param client the network address that it was done from; absent where Lettergate did it by itself
 * @param details what else there is to tell: words and numbers, never what a message says
 */
public record AuditEntry(
        String id,
        Instant at,
        AuditKind kind,
        @Nullable AccountId owner,
        @Nullable String who,
        @Nullable AccountId account,
        @Nullable String accountAddress,
        Means means,
        @Nullable String token,
        @Nullable String client,
        Map<String, Object> details) {

    public AuditEntry {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    /** An id that stands behind those with a lower number; the rest of it keeps it apart from those of other nodes. */
    static String newId(long number) {
        return "%016x%016x".formatted(number, UUID.randomUUID().getMostSignificantBits());
    }
}
