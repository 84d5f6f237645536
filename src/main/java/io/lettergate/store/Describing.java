package io.lettergate.store;

import io.lettergate.mail.Address;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.Part;
import io.lettergate.mime.Bodies;
import io.lettergate.mime.HtmlWords;
import io.lettergate.mime.Layout;
import io.lettergate.mime.MessageHeader;
import io.lettergate.mime.PartReader;
import io.lettergate.mime.Preview;
import io.lettergate.mime.ReceivedDate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what there is to know of a message. Nothing in a message can make it fail, and none costs more than a little. */
final class Describing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Describing.class);
    private static final int LONGEST_HEADER = 1024 * 1024;
    private static final int MOST_WORDS = 1024 * 1024;
    /** HTML grows when it is taken apart. */
    private static final int MOST_HTML = 256 * 1024;

    private final Octets octets;

    private Describing(Octets octets) {
        this.octets = octets;
    }

    static Description of(Path file) throws IOException {
        try (var describing = new Describing(Octets.open(file))) {
            return describing.describe();
        }
    }

    private Description describe() throws IOException {
        try {
            var layout = Layout.read(octets.stream());
            var header = MessageHeader.read(octets.read(0, (int) Math.min(layout.body(), LONGEST_HEADER)));
            return describe(layout, header);
        } catch (RuntimeException | StackOverflowError unreadable) {
            LOG.warn("message not understood", unreadable);
            return new Description(Envelope.unknown(), null, null, false, "", "");
        }
    }

    private Description describe(Layout layout, MessageHeader header) throws IOException {
        var bodies = Bodies.of(layout.structure());
        var words = new StringBuilder();
        names(header.envelope()).forEach(name -> words.append(name).append('\n'));
        bodies.attachments()
                .forEach(part -> words.append(part.fileName() == null ? "" : part.fileName())
                        .append('\n'));
        var preview = "";
        for (var part : bodies.text().stream().filter(Part::isText).toList()) {
            var room = MOST_WORDS - words.length();
            var most = part.is("text/html") ? Math.min(room, MOST_HTML) : room;
            var text = room > 0 ? text(layout, part, most) : "";
            preview = preview.isEmpty() ? Preview.of(text, part.is("text/html")) : preview;
            var plain = part.is("text/html") ? HtmlWords.of(text) : text;
            words.append(plain, 0, Math.min(plain.length(), Math.max(0, room))).append('\n');
        }
        return new Description(
                header.envelope(),
                layout,
                ReceivedDate.of(header.fields()).orElse(null),
                bodies.holdFiles(),
                preview,
                words.toString());
    }

    private String text(Layout layout, Part part, int most) throws IOException {
        var number = part.number();
        var extent = number == null ? null : layout.parts().get(number);
        return extent == null
                ? ""
                : PartReader.text(part, octets.read(extent.start(), (int) Math.min(extent.length(), most)));
    }

    private static Stream<String> names(Envelope envelope) {
        var people = Stream.of(envelope.from(), envelope.to(), envelope.cc(), envelope.bcc(), envelope.replyTo())
                .flatMap(List::stream)
                .map(Describing::names);
        return Stream.concat(Stream.of(envelope.subject()), people);
    }

    private static String names(Address person) {
        return person.name() == null ? person.email() : person.name() + " " + person.email();
    }

    @Override
    public void close() throws IOException {
        octets.close();
    }
}
