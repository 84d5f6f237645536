package io.lettergate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.Needs.Need;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that share one data directory, and are both asked to look at one maildrop again and again. */
@Needs(Need.DOVECOT)
class TwoNodesTests {

    private static final Duration ROUND_TRIP = Duration.ofMillis(5);
    private static final int MESSAGES = 100;
    private static final int LOOKS = 6;
    private static final List<String> JAVA = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final String AT_ONCE = "--lettergate.collecting.fresh=PT0S";

    @TempDir
    private Path directory;

    private final DovecotServer dovecot = DovecotServer.shared();
    private final String user = dovecot.freshUser();

    @Test
    @DisplayName("P23 of two nodes one looks at a time, and each message is collected once")
    void oneLooksAtATime() throws Exception {
        deliver(0, MESSAGES);
        try (var proxy = DelayingProxy.before(dovecot.host(), dovecot::pop3Port, ROUND_TRIP);
                var one = CollectingLettergate.of(user, proxy.port(), directory, JAVA, AT_ONCE);
                var other = CollectingLettergate.of(user, proxy.port(), directory, JAVA, AT_ONCE);
                var both = Executors.newFixedThreadPool(2)) {
            var looked = List.of(both.submit(look(one)), both.submit(look(other)));
            deliver(MESSAGES, MESSAGES);
            for (var each : looked) {
                each.get();
            }
            one.look();

            assertThat(subjects(other))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2 * MESSAGES)
                            .mapToObj(number -> "number " + number)
                            .toList());
            assertThat(overlaps(other)).as("looks at the same time").isEmpty();
        }
    }

    private static Callable<Boolean> look(CollectingLettergate node) {
        return () -> {
            for (int look = 0; look < LOOKS; look++) {
                node.look();
            }
            return true;
        };
    }

    private void deliver(int from, int count) throws IOException {
        try (var imap = dovecot.imap(user)) {
            for (int number = from; number < from + count; number++) {
                var message =
                        "From: Ada <ada@example.org>\r\nSubject: number " + number + "\r\n\r\nNews " + number + ".\r\n";
                imap.append("INBOX", message.getBytes(US_ASCII), Instant.parse("2026-11-20T08:30:00Z"));
            }
        }
    }

    private static List<String> subjects(CollectingLettergate node) throws Exception {
        var subjects = new ArrayList<String>();
        var inbox = node.account() + "/mailboxes/role:inbox/messages?limit=200";
        for (var next = inbox; !next.isEmpty(); ) {
            var page = node.get(next);
            page.path("items")
                    .forEach(row -> subjects.add(row.at("/envelope/subject").asString()));
            var cursor = page.at("/page/next").asString("");
            next = cursor.isEmpty() ? "" : inbox + "&cursor=" + cursor;
        }
        return subjects;
    }

    /** Each look that began before the one before it had ended. */
    private static List<String> overlaps(CollectingLettergate node) throws Exception {
        var looks = new ArrayList<Span>();
        node.get(node.account() + "/pop3/polls?limit=100")
                .path("items")
                .forEach(look -> looks.add(new Span(
                        Instant.parse(look.path("startedAt").asString()),
                        Instant.parse(look.path("endedAt").asString()))));
        looks.sort(Comparator.comparing(Span::begin));
        assertThat(looks).hasSizeGreaterThan(2);
        return IntStream.range(1, looks.size())
                .filter(at -> looks.get(at).begin().isBefore(looks.get(at - 1).end()))
                .mapToObj(at -> looks.get(at - 1) + " and " + looks.get(at))
                .toList();
    }

    private record Span(Instant begin, Instant end) {}
}
