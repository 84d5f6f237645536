package io.lettergate.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.ScriptedServer;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How fast and in how little memory a message of 200 MB comes over a socket; run it with -Dlettergate.benchmark=true. */
@EnabledIfSystemProperty(named = "lettergate.benchmark", matches = "true")
class UnstuffingBenchmark {

    private static final Logger LOG = LoggerFactory.getLogger(UnstuffingBenchmark.class);
    private static final int ROUNDS = 400;

    @Test
    void takesTwoHundredMegabytes() throws IOException {
        var lines = ("x".repeat(70) + "\r\n..dot\r\n").repeat(6400);
        try (var server = ScriptedServer.playing(client -> {
                    client.say("+OK");
                    for (var line = client.hear(); line != null; line = client.hear()) {
                        client.say(line.equals("STAT") ? "+OK 1 1" : line.equals("CAPA") ? "-ERR" : "+OK");
                        if (line.startsWith("RETR")) {
                            for (int round = 0; round < ROUNDS; round++) {
                                client.raw(lines);
                            }
                            client.say(".");
                        }
                    }
                });
                var fixture = PopFixture.with();
                var drop = fixture.open(fixture.account(
                        "robin@vale.example", new Endpoint("127.0.0.1", server.port(), Encryption.NONE)))) {
            for (int run = 0; run < 4; run++) {
                var sum = new Sum();
                var began = System.nanoTime();

                drop.retrieve(List.of(1), sum);

                var took = Duration.ofNanos(System.nanoTime() - began);
                assertThat(sum.octets).isEqualTo((lines.length() - 6400L) * ROUNDS);
                LOG.info("octets={} took={} MB/s={}", sum.octets, took, sum.octets / 1000 / took.toMillis());
            }
        }
    }
}
