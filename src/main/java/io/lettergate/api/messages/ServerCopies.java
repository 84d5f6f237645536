package io.lettergate.api.messages;

import io.lettergate.accounts.Account;
import io.lettergate.collecting.Collecting;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Protocol;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks up where messages live beside here: all of a list at once, and none of an account that is read in place. */
@Component
class ServerCopies {

    private final Collecting collecting;

    ServerCopies(Collecting collecting) {
        this.collecting = collecting;
    }

    /** Whether an account has any. */
    boolean has(Account owner) {
        return owner.protocol() == Protocol.POP3;
    }

    Map<MessageRef, ServerCopy> of(Account owner, Collection<MessageRef> messages) {
        if (!has(owner) || messages.isEmpty()) {
            return Map.of();
        }
        return collecting.whereabouts(owner, messages).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> ServerCopy.of(owner, entry.getValue())));
    }

    @Nullable
    ServerCopy of(Account owner, MessageRef message) {
        return of(owner, List.of(message)).get(message);
    }
}
