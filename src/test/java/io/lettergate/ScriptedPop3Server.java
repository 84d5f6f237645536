package io.lettergate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lettergate.ScriptedServer.Dialogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A POP3 server on loopback with a maildrop of a test's choosing, which lets everybody in and does what it should, but for
 * the commands that a test answers itself. What it removes at the end of a session stays removed.
 */
public final class ScriptedPop3Server implements AutoCloseable {

    private final Map<String, byte[]> maildrop = new LinkedHashMap<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final ScriptedServer server;
    private volatile List<String> capabilities = List.of("TOP", "UIDL", "USER", "RESP-CODES", "PIPELINING");

    public ScriptedPop3Server() {
        this.server = ScriptedServer.playing(client -> new Session(client).go());
    }

    /** Answers one command in place of the server; the empty command is the beginning of a connection. */
    public interface Answer {
        void to(Dialogue client, String command) throws IOException;
    }

    /** Hangs up in the middle of whatever is said. */
    public static final class HangUp extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Puts a message into the maildrop. */
    public ScriptedPop3Server holding(String uidl, String message) {
        return holding(uidl, message.getBytes(ISO_8859_1));
    }

    public synchronized ScriptedPop3Server holding(String uidl, byte[] message) {
        maildrop.put(uidl, message.clone());
        return this;
    }

    public synchronized void lose(String uidl) {
        maildrop.remove(uidl);
    }

    /** The unique-ids of what the maildrop holds now. */
    public synchronized List<String> held() {
        return List.copyOf(maildrop.keySet());
    }

    public ScriptedPop3Server offering(String... words) {
        capabilities = List.of(words);
        return this;
    }

    /** From now on, answers commands that begin with this word, or with these words, so. */
    public ScriptedPop3Server answering(String command, Answer answer) {
        answers.put(command, answer);
        return this;
    }

    /** From now on, answers such commands with one line. */
    public ScriptedPop3Server answering(String command, String line) {
        return answering(command, (client, said) -> client.say(line));
    }

    /** From now on, hangs up at such commands. */
    public ScriptedPop3Server hangingUpAt(String command) {
        return answering(command, (client, said) -> {
            throw new HangUp();
        });
    }

    /** From now on, answers such commands as it should again. */
    public void wellBehaved(String command) {
        answers.remove(command);
    }

    public int port() {
        return server.port();
    }

    public List<String> heard() {
        return server.heard();
    }

    /** How often a command with this beginning was heard. */
    public long heard(String beginning) {
        return server.heard().stream()
                .filter(line -> line.startsWith(beginning))
                .count();
    }

    public int connections() {
        return server.connections();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private synchronized List<Map.Entry<String, byte[]>> snapshot() {
        return List.copyOf(maildrop.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList());
    }

    private synchronized void remove(Set<String> uidls) {
        maildrop.keySet().removeAll(uidls);
    }

    /** One connection, with the numbers that messages have in it. */
    private final class Session {

        private final Dialogue client;
        private final List<Map.Entry<String, byte[]>> messages = snapshot();
        private final Set<String> marked = new HashSet<>();
        private final Map<String, Command> commands = new HashMap<>();
        private boolean over;

        /** What the server does by itself. */
        private interface Command {
            void run(String[] words) throws IOException;
        }

        Session(Dialogue client) {
            this.client = client;
            commands.put("CAPA", words -> lines(capabilities));
            commands.put("STAT", words -> client.say("+OK " + messages.size() + " " + octets()));
            commands.put("LIST", words -> lines(numbered(message -> String.valueOf(message.getValue().length))));
            commands.put("UIDL", words -> {
                if (words.length > 1) {
                    client.say("+OK " + words[1] + " "
                            + messages.get(Integer.parseInt(words[1]) - 1).getKey());
                } else {
                    lines(numbered(Map.Entry::getKey));
                }
            });
            commands.put("RETR", words -> message(words, Integer.MAX_VALUE));
            commands.put("TOP", words -> message(words, Integer.parseInt(words[2])));
            commands.put("DELE", words -> {
                marked.add(messages.get(Integer.parseInt(words[1]) - 1).getKey());
                client.say("+OK");
            });
            commands.put("RSET", words -> {
                marked.clear();
                client.say("+OK");
            });
            commands.put("QUIT", words -> {
                remove(marked);
                over = true;
                client.say("+OK bye");
            });
        }

        void go() throws IOException {
            var greeting = answers.get("");
            if (greeting == null) {
                client.say("+OK hello");
            } else {
                greeting.to(client, "");
            }
            for (var line = client.hear(); line != null && !over; line = over ? null : client.hear()) {
                answer(line);
            }
        }

        private void answer(String line) throws IOException {
            var words = line.split(" ");
            var own = answers.containsKey(line) ? answers.get(line) : answers.get(words[0]);
            if (own != null) {
                own.to(client, line);
            } else if (commands.containsKey(words[0])) {
                commands.get(words[0]).run(words);
            } else {
                client.say("+OK");
            }
        }

        private long octets() {
            return messages.stream()
                    .mapToLong(message -> message.getValue().length)
                    .sum();
        }

        private interface Told {
            String of(Map.Entry<String, byte[]> message);
        }

        private List<String> numbered(Told told) {
            var lines = new ArrayList<String>();
            for (int at = 0; at < messages.size(); at++) {
                lines.add(at + 1 + " " + told.of(messages.get(at)));
            }
            return lines;
        }

        private void lines(List<String> lines) throws IOException {
            var all = new StringBuilder("+OK\r\n");
            lines.forEach(line -> all.append(line).append("\r\n"));
            client.raw(all.append(".\r\n").toString());
        }

        /** A message, or its header and some lines; what does not end with a line end gets one, as it cannot be sent else. */
        private void message(String[] words, int lines) throws IOException {
            var whole = new String(messages.get(Integer.parseInt(words[1]) - 1).getValue(), ISO_8859_1);
            var body = whole.indexOf("\r\n\r\n") + 4;
            var text = lines == 0 && body > 4 ? whole.substring(0, body) : whole;
            client.raw("+OK\r\n" + stuffed(text.endsWith("\r\n") ? text : text + "\r\n") + ".\r\n");
        }
    }

    /** A message as it is sent, without its end. */
    public static String stuffed(String message) {
        return (message.startsWith(".") ? "." : "") + message.replace("\r\n.", "\r\n..");
    }
}
