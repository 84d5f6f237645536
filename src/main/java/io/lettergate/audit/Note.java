package io.lettergate.audit;

import io.lettergate.accounts.AccountId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written down, before it is known who did it.
 *
 * @param owner the account that the person signs in with; absent where whoever acts is the person
 * @param account which account it is about; absent where it is about none
 */
record Note(
        AuditKind kind, @Nullable AccountId owner, @Nullable AccountId account, Map<String, Object> details) {

    Note {
        details = Map.copyOf(details);
    }

    static Note of(AuditKind kind) {
        return new Note(kind, null, null, Map.of());
    }

    Note by(AccountId person) {
        return new Note(kind, person, account, details);
    }

    Note about(AccountId about) {
        return new Note(kind, owner, about, details);
    }

    Note with(String key, Object value) {
        Map<String, Object> more = new TreeMap<>(details);
        more.put(key, value);
        return new Note(kind, owner, account, more);
    }
}
