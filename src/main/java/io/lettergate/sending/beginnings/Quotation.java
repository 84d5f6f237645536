package io.lettergate.sending.beginnings;

import io.lettergate.mail.Address;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.Message;
import io.lettergate.mail.Part;
import io.lettergate.mime.TextOfHtml;
import io.lettergate.safehtml.MailHtml;
import io.lettergate.safehtml.PlainText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of a message within another. */
final class Quotation {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

    private final Message message;
    private final ZoneId zone;

    Quotation(Message message, ZoneId zone) {
        this.message = message;
        this.zone = zone;
    }

    boolean hasHtml() {
        return message.hasHtml();
    }

    /** Its words, as they are. */
    String text() {
        return message.textBody().stream()
                .filter(Part::isText)
                .map(this::text)
                .collect(Collectors.joining("\n"))
                .replace("\r\n", "\n")
                .strip();
    }

    private String text(Part part) {
        var words = message.text(part).words();
        return part.is("text/html") ? TextOfHtml.of(words) : words;
    }

    /** Its HTML, clean. */
    String html() {
        return message.htmlBody().stream().filter(Part::isText).map(this::html).collect(Collectors.joining());
    }

    private String html(Part part) {
        var words = message.text(part).words();
        return part.is("text/html")
                ? MailHtml.written(words)
                : PlainText.format(words).markup();
    }

    /** Each line behind a mark, under a line that says whose words these are. */
    String answeredText() {
        return said() + "\n" + text().lines().map(Quotation::marked).collect(Collectors.joining("\n")) + "\n";
    }

    private static String marked(String line) {
        return line.isEmpty() ? ">" : line.startsWith(">") ? ">" + line : "> " + line;
    }

    String answeredHtml() {
        return "<div>" + escaped(said()) + "</div><blockquote>" + html() + "</blockquote>";
    }

    private String said() {
        var from = message.summary().envelope().from();
        return "On " + when() + ", "
                + (from.isEmpty() ? "somebody" : from.getFirst().label()) + " wrote:";
    }

    String forwardedText() {
        return "---------- Forwarded message ----------\n" + String.join("\n", heads()) + "\n\n" + text() + "\n";
    }

    String forwardedHtml() {
        return "<div>---------- Forwarded message ----------<br>"
                + heads().stream().map(Quotation::escaped).collect(Collectors.joining("<br>"))
                + "</div><div>" + html() + "</div>";
    }

    private List<String> heads() {
        Envelope envelope = message.summary().envelope();
        return List.of(
                        "From: " + people(envelope.from()),
                        "Date: " + when(),
                        "Subject: " + envelope.subject(),
                        "To: " + people(envelope.to()),
                        "Cc: " + people(envelope.cc()))
                .stream()
                .filter(line -> !line.equals("Cc: "))
                .toList();
    }

    private String when() {
        @Nullable Instant sent = message.summary().envelope().sentAt();
        return WHEN.format((sent == null ? message.summary().receivedAt() : sent).atZone(zone));
    }

    private static String people(List<Address> people) {
        return people.stream()
                .map(one -> one.name() == null ? one.email() : one.name() + " <" + one.email() + ">")
                .collect(Collectors.joining(", "));
    }

    /** Text as HTML. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\n", "<br>");
    }
}
