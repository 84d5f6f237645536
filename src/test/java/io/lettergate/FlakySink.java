package io.lettergate;

import io.lettergate.ScriptedServer.Dialogue;
import io.lettergate.ScriptedSmtpServer.HangUp;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A server that takes mail, and fails at random at every step: it turns away, defers, hangs up in the middle of a message,
 * and now and then takes a message and hangs up before it says so. It counts what it took.
 */
final class FlakySink implements AutoCloseable {

    private static final int ONE_IN = 15;
    private static final int LONGEST_THOUGHT = 200;

    private final Random random;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final Map<String, Integer> unanswered = new ConcurrentHashMap<>();
    private final ScriptedSmtpServer server = new ScriptedSmtpServer();

    FlakySink(long seed) {
        random = new Random(seed);
        server.answering("GREETING", (client, said) -> client.say(fails() ? "421 busy" : "220 sink ESMTP"));
        server.answering("MAIL", (client, said) -> client.say(fails() ? "451 not now" : "250 ok"));
        server.answering("RCPT", (client, said) -> client.say(fails() ? "450 greylisted" : "250 ok"));
        server.answering("DATA", (client, said) -> data(client));
    }

    int port() {
        return server.port();
    }

    /** How often it took each message, by Message-ID. */
    Map<String, Integer> taken() {
        return Map.copyOf(taken);
    }

    /** How often it took one and did not say so. */
    int unanswered() {
        return unanswered.values().stream().mapToInt(times -> times).sum();
    }

    private void data(Dialogue client) throws IOException {
        client.say("354 go on");
        var breaks = fails();
        var id = "";
        for (var line = client.hear(); line != null; line = client.hear()) {
            if (line.startsWith("Message-ID: ")) {
                id = line.substring(12);
                if (breaks) {
                    throw new HangUp();
                }
            }
            if (line.equals(".")) {
                end(client, id);
                return;
            }
        }
    }

    private void end(Dialogue client, String id) throws IOException {
        if (fails()) {
            client.say("452 no room just now");
            return;
        }
        think();
        taken.merge(id, 1, Integer::sum);
        think();
        if (fails()) {
            unanswered.merge(id, 1, Integer::sum);
            throw new HangUp();
        }
        client.say("250 taken");
    }

    private void think() {
        try {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_THOUGHT));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean fails() {
        return random.nextInt(ONE_IN) == 0;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
