package io.lettergate;

import io.lettergate.ScriptedServer.Dialogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on loopback that takes mail from everybody and keeps it, but for the commands that a test answers itself. A
 * message counts as taken from the dot on, whatever the server says of it then.
 */
public final class ScriptedSmtpServer implements AutoCloseable {

    private static final List<String> USUAL = List.of("SIZE 1000000", "8BITMIME", "AUTH PLAIN");

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final ScriptedServer server;
    private volatile List<String> offered = USUAL;

    public ScriptedSmtpServer() {
        this.server = ScriptedServer.playing(client -> new Session(client).go());
    }

    /**
     * A message that the server has.
     *
     * @param octets as they stood behind DATA, without what DATA adds
     */
    public record Taken(String from, List<String> to, String octets) {}

    /** Answers one command in place of the server. */
    public interface Answer {
        void to(Dialogue client, String command) throws IOException;
    }

    /** Hangs up in the middle of whatever is said. */
    public static final class HangUp extends IOException {
        private static final long serialVersionUID = 1;
    }

    public ScriptedSmtpServer offering(String... words) {
        offered = List.of(words);
        return this;
    }

    /**
     * From now on, answers commands that begin with these words so. GREETING stands for the beginning of a connection, DOT for
     * the end of a message.
     */
    public ScriptedSmtpServer answering(String command, Answer answer) {
        answers.put(command.toUpperCase(Locale.ROOT), answer);
        return this;
    }

    public ScriptedSmtpServer answering(String command, String line) {
        return answering(command, (client, said) -> client.say(line));
    }

    public ScriptedSmtpServer hangingUpAt(String command) {
        return answering(command, (client, said) -> {
            throw new HangUp();
        });
    }

    /** From now on, does as it should again. */
    public void wellBehaved() {
        answers.clear();
    }

    public int port() {
        return server.port();
    }

    public List<String> heard() {
        return server.heard();
    }

    /** How often a command with this beginning was heard. */
    public long heard(String beginning) {
        return heard().stream().filter(line -> line.startsWith(beginning)).count();
    }

    public List<Taken> taken() {
        return List.copyOf(taken);
    }

    public int connections() {
        return server.connections();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** One connection. */
    private final class Session {

        private final Dialogue client;
        private String from = "";
        private final List<String> to = new ArrayList<>();

        Session(Dialogue client) {
            this.client = client;
        }

        void go() throws IOException {
            answer("GREETING", "GREETING", () -> client.say("220 scripted ESMTP"));
            for (var line = client.hear(); line != null; line = client.hear()) {
                if (line.startsWith("QUIT")) {
                    client.say("221 bye");
                    return;
                }
                command(line);
            }
        }

        private void command(String line) throws IOException {
            var word = line.split("[ :]")[0].toUpperCase(Locale.ROOT);
            switch (word) {
                case "EHLO" -> answer(line, word, this::hello);
                case "AUTH" -> answer(line, word, () -> client.say("235 welcome"));
                case "MAIL" ->
                    answer(line, word, () -> {
                        from = path(line);
                        client.say("250 ok");
                    });
                case "RCPT" ->
                    answer(line, word, () -> {
                        to.add(path(line));
                        client.say("250 ok");
                    });
                case "DATA" -> answer(line, word, this::data);
                default -> answer(line, word, () -> client.say("502 unknown"));
            }
        }

        /** What the server does by itself. */
        private interface Step {
            void run() throws IOException;
        }

        private void answer(String line, String word, Step otherwise) throws IOException {
            var upper = line.toUpperCase(Locale.ROOT);
            var own = answers.entrySet().stream()
                    .filter(entry -> upper.startsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
            if (own.isPresent()) {
                own.get().to(client, line);
            } else {
                otherwise.run();
            }
        }

        private void hello() throws IOException {
            var words = new ArrayList<String>();
            words.add("scripted");
            words.addAll(offered);
            for (int at = 0; at < words.size(); at++) {
                client.say("250" + (at == words.size() - 1 ? " " : "-") + words.get(at));
            }
        }

        private void data() throws IOException {
            client.say("354 go on");
            var octets = new StringBuilder();
            for (var line = client.hear(); line != null; line = client.hear()) {
                if (line.equals(".")) {
                    taken.add(new Taken(from, List.copyOf(to), octets.toString()));
                    answer("DOT", "DOT", () -> client.say("250 2.0.0 queued"));
                    return;
                }
                octets.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
        }

        private static String path(String line) {
            return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        }
    }
}
