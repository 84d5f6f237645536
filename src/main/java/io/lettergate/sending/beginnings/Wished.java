package io.lettergate.sending.beginnings;

import io.lettergate.mail.Header;
import io.lettergate.mail.Message;
import io.lettergate.mime.OutgoingMessage.Priority;
import io.lettergate.sending.drafts.DraftContent;
import java.util.Locale;
import java.util.stream.Stream;

/** What the writer of a message asked of those who carry and read it, as its header says (RFC 2156 §5.3.6, RFC 8098 §2.1). */
final class Wished {

    private Wished() {}

    /** A blank sheet that asks for the same. */
    static DraftContent by(Message message) {
        var wantsReceipt =
                values(message, "Disposition-Notification-To").findAny().isPresent();
        return DraftContent.blank().wishing(priority(message), wantsReceipt);
    }

    private static Priority priority(Message message) {
        return Stream.of("X-Priority", "Importance", "Priority")
                .flatMap(name -> values(message, name))
                .map(Wished::priority)
                .findFirst()
                .orElse(Priority.NORMAL);
    }

    private static Priority priority(String value) {
        return switch (value.split("[ (]", 2)[0].toLowerCase(Locale.ROOT)) {
            case "1", "2", "high", "urgent" -> Priority.HIGH;
            case "4", "5", "low", "non-urgent" -> Priority.LOW;
            default -> Priority.NORMAL;
        };
    }

    private static Stream<String> values(Message message, String name) {
        return message.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .map(String::strip);
    }
}
