package io.lettergate.webmail.content;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Message;
import io.lettergate.mail.Part;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.safehtml.MailHtml;
import io.lettergate.safehtml.PlainText;
import io.lettergate.safehtml.SafeHtml;
import io.lettergate.webmail.content.Capabilities.Grant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Turns the body of a message into what can be shown of it. */
@Component
public class MessageBodies {

    private final Capabilities capabilities;
    private final Readings readings;

    MessageBodies(Capabilities capabilities, Readings readings) {
        this.capabilities = capabilities;
        this.readings = readings;
    }

    /** The parts of the body, in reading order. */
    public List<Shown> of(Account account, Message message) {
        var body = message.hasHtml() ? message.htmlBody() : message.textBody();
        return body.stream()
                .flatMap(part -> shown(account, message, part).stream())
                .toList();
    }

    private Optional<Shown> shown(Account account, Message message, Part part) {
        var text = message.text(part);
        if (part.is("text/html")) {
            var url = "%s/body/%s".formatted(url(account, message), part.number());
            return Optional.of(Shown.frame(url, html(account, message, part).heldBack(), text.cut()));
        }
        if (part.isText()) {
            return text.words().isBlank()
                    ? Optional.empty()
                    : Optional.of(Shown.words(PlainText.format(text.words()), text.cut()));
        }
        return picture(account, message, part).map(Shown::picture);
    }

    /** The HTML of one part, made safe; its own pictures have addresses that work for a while. */
    SafeHtml html(Account account, Message message, Part part) {
        return MailHtml.sanitize(
                message.text(part).words(),
                contentId -> parts(message)
                        .filter(candidate -> contentId.equals(candidate.contentId()))
                        .findFirst()
                        .flatMap(found -> picture(account, message, found)));
    }

    /** Where the pages and files of a message are. */
    public static String url(Account account, Message message) {
        return "/message/" + account.id() + "/" + id(message);
    }

    private Optional<String> picture(Account account, Message message, Part part) {
        var number = part.number();
        return number != null && Picture.mayBe(part.type())
                ? Optional.of(capabilities.url(new Grant(account.id(), id(message), number, readings.here())))
                : Optional.empty();
    }

    private static Stream<Part> parts(Message message) {
        var structure = message.structure();
        return structure == null ? Stream.empty() : structure.walk();
    }

    private static String id(Message message) {
        return OpaqueId.of(message.summary().ref()).value();
    }
}
