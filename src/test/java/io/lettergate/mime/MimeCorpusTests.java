package io.lettergate.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.CorpusFiles;
import io.lettergate.mail.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class MimeCorpusTests {

    private static final Duration BOUND = Duration.ofSeconds(2);

    private int parts;
    private int texts;
    private int attachments;
    private int senders;
    private int dates;

    @Test
    void readsEveryMessage() throws IOException {
        var failures = new ArrayList<String>();
        var files = CorpusFiles.in("mime/open", ".eml");

        for (var file : files) {
            read(file, failures);
        }

        System.out.printf(
                "%d messages: %d parts, %d texts, %d attachments, %d senders, %d dates%n",
                files.size(), parts, texts, attachments, senders, dates);
        assertThat(failures).isEmpty();
        assertThat(files).hasSizeGreaterThan(1_000);
    }

    private void read(Path file, ArrayList<String> failures) throws IOException {
        var octets = Files.readAllBytes(file);
        long start = System.nanoTime();
        try {
            var message = RawMessage.read(new ByteArrayInputStream(octets));
            var header = MessageHeader.read(message.header());
            var bodies = Bodies.of(message.structure());
            message.structure().walk().filter(Part::isText).forEach(part -> text(message, part));
            parts += (int) message.structure().walk().count();
            attachments += bodies.attachments().size();
            senders += header.envelope().from().size();
            dates += header.envelope().sentAt() == null ? 0 : 1;
        } catch (RuntimeException | StackOverflowError failure) {
            failures.add(file.getFileName() + ": " + failure);
        }
        if (Duration.ofNanos(System.nanoTime() - start).compareTo(BOUND) > 0) {
            failures.add(file.getFileName() + ": takes too long");
        }
    }

    private void text(RawMessage message, Part part) {
        var number = part.number();
        var octets = number == null ? null : message.octets(number);
        if (octets != null) {
            var text = PartReader.text(part, octets);
            assertThat(Preview.of(text, part.is("text/html")).length()).isLessThanOrEqualTo(140);
            texts++;
        }
    }
}
