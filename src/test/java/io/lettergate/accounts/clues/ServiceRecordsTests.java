package io.lettergate.accounts.clues;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.net.NameService;
import io.lettergate.net.ServiceRecord;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceRecordsTests {

    private static final Seek ROBIN = new Seek("robin", "post.example");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void takesWhatIsSecureFirstAndThenByPriority() throws IOException {
        var clues = look(Map.of(
                "_imap._tcp.post.example", List.of(new ServiceRecord(0, 0, 143, "a.post.example")),
                "_imaps._tcp.post.example",
                        List.of(
                                new ServiceRecord(20, 100, 993, "c.post.example"),
                                new ServiceRecord(10, 0, 993, "b.post.example"))));

        assertThat(clues.hints())
                .extracting(hint -> hint.server().toString())
                .containsExactly("b.post.example:993", "c.post.example:993", "a.post.example:143");
        assertThat(clues.vouched()).isFalse();
    }

    @Test
    void drawsLotsByWeightWithinAPriority() throws IOException {
        var records = Map.of(
                "_imaps._tcp.post.example",
                List.of(
                        new ServiceRecord(0, 0, 993, "never.post.example"),
                        new ServiceRecord(0, 30, 993, "light.post.example"),
                        new ServiceRecord(0, 70, 993, "heavy.post.example")));
        var heavy = 0;
        var light = 0;
        for (var time = 0; time < 500; time++) {
            var first = look(records).hints().getFirst().server().host();
            heavy += first.startsWith("heavy") ? 1 : 0;
            light += first.startsWith("light") ? 1 : 0;
        }

        assertThat(heavy).isGreaterThan(light);
        assertThat(light).isPositive();
        assertThat(heavy + light).isEqualTo(500);
    }

    @Test
    void tellsWhatTheDomainDoesNotOffer() throws IOException {
        var clues = look(Map.of(
                "_imaps._tcp.post.example", List.of(new ServiceRecord(0, 0, 993, "imap.post.example")),
                "_imap._tcp.post.example", List.of(new ServiceRecord(0, 0, 0, "")),
                "_pop3s._tcp.post.example", List.of(new ServiceRecord(0, 0, 0, "")),
                "_submission._tcp.post.example", List.of(new ServiceRecord(0, 0, 0, "smtp.post.example"))));

        assertThat(clues.absent()).containsExactly(Kind.POP3);
        assertThat(clues.hints()).hasSize(1);
    }

    private Clues look(Map<String, List<ServiceRecord>> records) throws IOException {
        var names = new NameService() {
            @Override
            public List<ServiceRecord> services(String service) {
                return records.getOrDefault(service, List.of());
            }

            @Override
            public List<String> exchangers(String domain) {
                return List.of();
            }
        };
        return new ServiceRecords(names, threads).look(ROBIN);
    }
}
