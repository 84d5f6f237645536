package io.lettergate.mailbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Header;
import io.lettergate.mail.Message;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.PartText;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Messages that were opened lately, in memory only, so that opening one again asks its server for nothing. */
@Component
class OpenMessages {

    private static final int WITHOUT_WORDS = 2_000;

    private final Cache<Key, Message> kept;

    OpenMessages(MailboxSettings settings) {
        this.kept = Caffeine.newBuilder()
                .maximumWeight(settings.openMessages().toBytes())
                .weigher((Key key, Message message) -> weight(message))
                .expireAfterAccess(Duration.ofMinutes(10))
                .build();
    }

    /** The message as it was opened: its flags may have changed since. */
    Optional<Message> find(Account account, MessageRef message) {
        return Optional.ofNullable(kept.getIfPresent(new Key(account.id(), message)));
    }

    Message keep(Account account, Message message) {
        if (message.isReadable()) {
            kept.put(new Key(account.id(), message.summary().ref()), message);
        }
        return message;
    }

    void forget(Account account, MessageRef message) {
        kept.invalidate(new Key(account.id(), message));
    }

    private static int weight(Message message) {
        long characters = message.texts().values().stream()
                        .mapToLong((PartText text) -> text.words().length())
                        .sum()
                + message.headers().stream()
                        .mapToLong((Header header) ->
                                header.name().length() + header.value().length())
                        .sum();
        return (int) Math.min(WITHOUT_WORDS + characters * Character.BYTES, Integer.MAX_VALUE);
    }

    /** No message without its owner. */
    private record Key(AccountId account, MessageRef message) {}
}
