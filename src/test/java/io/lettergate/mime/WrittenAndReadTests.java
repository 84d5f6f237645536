package io.lettergate.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What we write is read back by programs that share nothing with us. */
class WrittenAndReadTests {

    private static final int CASES = 100;

    @TempDir
    private Path directory;

    @Test
    void pythonReadsWhatWasWritten() throws Exception {
        var messages = messages();
        for (int i = 0; i < CASES; i++) {
            Files.write(directory.resolve("%03d.eml".formatted(i)), octets(messages.get(i)));
        }

        var found = PythonReader.read(directory);

        assertThat(found.size()).isEqualTo(CASES);
        for (int i = 0; i < CASES; i++) {
            var message = messages.get(i);
            var one = found.get(i);
            assertThat(one.get("defects").size())
                    .as("defects of %d: %s", i, one.get("defects"))
                    .isZero();
            assertThat(one.get("subject").asString()).as("subject of %d", i).isEqualTo(message.subject());
            assertThat(one.get("text").asString())
                    .as("text of %d", i)
                    .isEqualTo(message.words().text());
            assertThat(one.get("to").size()).isEqualTo(message.receivers().to().size());
            for (int n = 0; n < message.receivers().to().size(); n++) {
                var to = message.receivers().to().get(n);
                assertThat(one.get("to").get(n).get(0).asString())
                        .as("name in %d", i)
                        .isEqualTo(to.name());
                assertThat(one.get("to").get(n).get(1).asString()).isEqualTo(to.email());
            }
            if (message.words().html() != null) {
                assertThat(one.get("html").asString().strip())
                        .as("html of %d", i)
                        .isEqualTo(message.words().html());
            }
            var files = new ArrayList<String>();
            one.get("files")
                    .forEach(file ->
                            files.add(file.get(0).asString() + " " + file.get(1).asString()));
            assertThat(files).as("files of %d", i).containsExactlyInAnyOrderElementsOf(names(message));
        }
    }

    @Test
    void mime4jReadsWhatWasWritten() throws Exception {
        for (var message : messages()) {
            var builder = new DefaultMessageBuilder();
            builder.setMimeEntityConfig(MimeConfig.custom()
                    .setStrictParsing(true)
                    .setMaxLineLen(1000)
                    .build());

            var read = builder.parseMessage(new ByteArrayInputStream(octets(message)));

            assertThat(read.getSubject()).isEqualTo(message.subject());
            assertThat(read.getTo().flatten().stream().map(one -> String.valueOf(one.getName())))
                    .containsExactlyElementsOf(message.receivers().to().stream()
                            .map(to -> to.name().isEmpty() ? "null" : to.name())
                            .toList());
            assertThat(files(read)).containsExactlyInAnyOrderElementsOf(names(message));
            assertThat(read.getBcc()).isNull();
        }
    }

    @Test
    @DisplayName("R42 two other readers find the header fields that were written, each once, and no others")
    void headersAreThoseThatWereWritten() throws Exception {
        var messages = Stream.concat(messages().stream(), GeneratedMail.withEverything())
                .toList();
        for (int i = 0; i < messages.size(); i++) {
            Files.write(directory.resolve("%03d.eml".formatted(i)), octets(messages.get(i)));
        }

        var found = PythonReader.read(directory);

        for (int i = 0; i < messages.size(); i++) {
            var python = found.get(i)
                    .get("headers")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
            var read = new DefaultMessageBuilder().parseMessage(new ByteArrayInputStream(octets(messages.get(i))));
            var mime4j = read.getHeader().getFields().stream()
                    .map(field -> field.getName().toLowerCase(Locale.ROOT))
                    .toList();
            assertThat(python).as("Python, %d", i).containsExactlyInAnyOrderElementsOf(fields(messages.get(i)));
            assertThat(mime4j).as("mime4j, %d", i).containsExactlyInAnyOrderElementsOf(fields(messages.get(i)));
        }
    }

    /** The header fields that a message is to have. */
    private static List<String> fields(OutgoingMessage message) {
        var fields =
                new ArrayList<>(List.of("date", "from", "to", "subject", "message-id", "mime-version", "content-type"));
        if (message.words().html() == null && message.files().isEmpty()) {
            fields.add("content-transfer-encoding");
        }
        Map<String, Boolean> others = new LinkedHashMap<>();
        others.put("cc", !message.receivers().cc().isEmpty());
        others.put("reply-to", !message.replyTo().isEmpty());
        others.put("in-reply-to", !message.answer().inReplyTo().isEmpty());
        others.put("references", !message.answer().references().isEmpty());
        others.put("x-priority", message.wishes().priority() != OutgoingMessage.Priority.NORMAL);
        others.put("importance", message.wishes().priority() != OutgoingMessage.Priority.NORMAL);
        others.put("disposition-notification-to", message.wishes().receipt());
        others.forEach((name, isThere) -> {
            if (isThere) {
                fields.add(name);
            }
        });
        return fields;
    }

    @Test
    void weReadWhatWeWrote() throws Exception {
        for (var message : messages()) {
            var read = RawMessage.read(new ByteArrayInputStream(octets(message)));
            var header = MessageHeader.read(octets(message)).envelope();

            assertThat(header.subject()).isEqualTo(OneLine.of(message.subject()));
            assertThat(read.structure().walk().filter(part -> part.fileName() != null))
                    .hasSameSizeAs(message.files());
        }
    }

    @Test
    void linesAreShortAndHeadersAreAscii() throws Exception {
        for (var message : messages()) {
            var text = new String(octets(message), StandardCharsets.ISO_8859_1);
            var header = text.substring(0, text.indexOf("\r\n\r\n"));

            assertThat(text.lines().filter(line -> line.length() > 200)).isEmpty();
            assertThat(text.chars()).allMatch(c -> c <= '~');
            assertThat(text.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
            assertThat(header).doesNotContainIgnoringCase("x-originating").doesNotContainIgnoringCase("received:");
        }
    }

    private static List<OutgoingMessage> messages() {
        return IntStream.range(0, CASES)
                .mapToObj(seed -> new GeneratedMail(seed).message())
                .toList();
    }

    private static byte[] octets(OutgoingMessage message) throws IOException {
        var octets = new ByteArrayOutputStream();
        MessageWriter.write(message, MessageWriter.Copy.SENT_OUT, octets);
        return octets.toByteArray();
    }

    private static List<String> names(OutgoingMessage message) throws Exception {
        var names = new ArrayList<String>();
        for (var file : message.files()) {
            try (InputStream octets = file.octets().open()) {
                names.add(file.name() + " " + digest(octets.readAllBytes()));
            }
        }
        return names;
    }

    private static List<String> files(Message read) throws Exception {
        var files = new ArrayList<String>();
        collect(read, files);
        return files;
    }

    private static void collect(Entity entity, List<String> files) throws Exception {
        if (entity.getBody() instanceof Multipart parts) {
            for (var part : parts.getBodyParts()) {
                collect(part, files);
            }
        } else if (entity.getFilename() != null && entity.getBody() instanceof SingleBody body) {
            try (InputStream octets = body.getInputStream()) {
                files.add(entity.getFilename() + " " + digest(octets.readAllBytes()));
            }
        }
    }

    private static String digest(byte[] octets) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    }
}
