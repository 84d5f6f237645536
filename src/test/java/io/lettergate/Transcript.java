package io.lettergate;

import io.lettergate.ScriptedServer.Dialogue;
import io.lettergate.ScriptedServer.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A dialogue from {@code src/test/resources/transcripts/imap}, played to whoever connects. Its README says how they are
 * written.
 */
public final class Transcript implements Script {

    private static final Path DIRECTORY = Path.of("src/test/resources/transcripts/imap");
    private static final String DIGITS = "0123456789".repeat(100);

    private final List<List<String>> connections = new ArrayList<>();
    private final AtomicInteger played = new AtomicInteger();

    private Transcript(List<String> lines) {
        connections.add(new ArrayList<>());
        for (var line : lines) {
            if (line.equals("===")) {
                connections.add(new ArrayList<>());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                connections.getLast().add(line);
            }
        }
    }

    public static Transcript of(String name) {
        try {
            return new Transcript(Files.readAllLines(DIRECTORY.resolve(name + ".txt"), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The octets that a line {@code S#} sends: digits that tell where they stand. */
    public static byte[] digits(int count) {
        return DIGITS.repeat(count / DIGITS.length() + 1).substring(0, count).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void play(Dialogue client) throws IOException {
        var number = Math.min(played.getAndIncrement(), connections.size() - 1);
        new Play(client, connections.get(number)).go();
    }

    /** One connection's worth of it. */
    private static final class Play {

        private final Dialogue client;
        private final List<String> lines;
        private final Map<String, String> tags = new HashMap<>();
        private int next;
        private String unheard;

        Play(Dialogue client, List<String> lines) {
            this.client = client;
            this.lines = lines;
        }

        void go() throws IOException {
            while (next < lines.size()) {
                var line = lines.get(next++);
                var colon = line.indexOf(": ");
                switch (line.substring(0, 2)) {
                    case "S:" -> client.say(withTags(line.substring(3)));
                    case "S~" -> client.raw(withTags(line.substring(3)));
                    case "S#" ->
                        client.raw(new String(digits(Integer.parseInt(line.substring(3))), StandardCharsets.US_ASCII));
                    case "W:" -> welcome(line.substring(3));
                    case "C*" -> agreeToAll();
                    case "C:", "C " -> expect(line.substring(1, colon).strip(), line.substring(colon + 2));
                    default -> throw new IllegalStateException("No line of a transcript: " + line);
                }
            }
        }

        /** Agrees to whatever is said before the first command that the transcript has. */
        private void welcome(String capabilities) throws IOException {
            client.say("* OK hello");
            var awaited = lines.get(next);
            var first = awaited.substring(awaited.indexOf(": ") + 2);
            for (var line = client.hear(); line != null; line = client.hear()) {
                if (line.substring(line.indexOf(' ') + 1).startsWith(first)) {
                    unheard = line;
                    return;
                }
                var tag = line.substring(0, line.indexOf(' '));
                for (var literal = line; literal.endsWith("+}"); ) {
                    literal = client.hear();
                }
                client.say("* CAPABILITY " + capabilities);
                client.say(tag + " OK");
            }
        }

        private void agreeToAll() throws IOException {
            for (var line = client.hear(); line != null; line = client.hear()) {
                client.say(line.substring(0, line.indexOf(' ')) + " OK");
            }
        }

        private void expect(String name, String wanted) throws IOException {
            var line = unheard == null ? client.hear() : unheard;
            unheard = null;
            if (line == null || !line.substring(line.indexOf(' ') + 1).startsWith(wanted)) {
                client.say("* BYE expected " + wanted + " but heard " + line);
                throw new IOException("Expected " + wanted + " but heard " + line);
            }
            tags.put(name.isEmpty() ? "tag" : name, line.substring(0, line.indexOf(' ')));
        }

        private String withTags(String line) {
            var text = line;
            for (var tag : tags.entrySet()) {
                text = text.replace("$" + tag.getKey(), tag.getValue());
            }
            return text;
        }
    }
}
