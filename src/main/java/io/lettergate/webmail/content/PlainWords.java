package io.lettergate.webmail.content;

import io.lettergate.mail.Message;
import io.lettergate.mail.Part;
import io.lettergate.mime.OutgoingMessage;
import io.lettergate.safehtml.PlainText;
import io.lettergate.safehtml.SafeHtml;
import java.util.List;

/** The words of a message without any design: those of its HTML, where it has no others. */
final class PlainWords {

    private PlainWords() {}

    static List<SafeHtml> of(Message message) {
        return message.textBody().stream()
                .filter(Part::isText)
                .map(part -> PlainText.laidOut(words(message, part)))
                .toList();
    }

    private static String words(Message message, Part part) {
        var words = message.text(part).words();
        return part.is("text/html") ? new OutgoingMessage.Words(null, words).plain() : words;
    }
}
