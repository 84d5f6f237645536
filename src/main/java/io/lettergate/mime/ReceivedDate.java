package io.lettergate.mime;

import io.lettergate.mail.Header;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When the last server that took a message says it did (RFC 5321 §4.4). */
public final class ReceivedDate {

    private ReceivedDate() {}

    /** The date of the topmost Received field, if it has one. */
    public static Optional<Instant> of(List<Header> fields) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase("Received"))
                .findFirst()
                .map(field -> field.value().substring(field.value().lastIndexOf(';') + 1))
                .flatMap(date -> Stream.ofNullable(MailDate.parse(date)).findFirst());
    }
}
