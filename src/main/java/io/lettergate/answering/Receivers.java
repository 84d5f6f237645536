package io.lettergate.answering;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Address;
import io.lettergate.mail.Message;
import io.lettergate.mime.OutgoingAddress;
import io.lettergate.sending.identities.Identities;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** As whom somebody received a message. */
@Component
class Receivers {

    private final Identities identities;

    Receivers(Identities identities) {
        this.identities = identities;
    }

    /** The identity that it was written to; else that of the account's own address. */
    OutgoingAddress of(Account account, Message message) {
        var envelope = message.summary().envelope();
        var emails = Stream.of(envelope.to(), envelope.cc(), envelope.bcc())
                .flatMap(List::stream)
                .map(Address::email)
                .map(email -> email.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        var all = identities.of(account);
        var receiving = all.stream()
                .filter(one -> emails.contains(one.address().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseGet(all::getFirst);
        return OutgoingAddress.of(new Address(receiving.name(), receiving.address()));
    }

    /** Whether somebody wrote it themselves. */
    boolean isOwn(Account account, Message message) {
        var own = identities.addresses(account);
        return message.summary().envelope().from().stream()
                .anyMatch(one -> own.contains(one.email().toLowerCase(Locale.ROOT)));
    }
}
