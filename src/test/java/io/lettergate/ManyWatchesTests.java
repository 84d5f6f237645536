package io.lettergate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.Needs.Need;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many accounts on a server in TLS, each of which somebody listens to, in one Lettergate with little memory. With
 * {@code -Dlettergate.bench=true} there are 1,000 of them, and what they take is printed.
 */
@Needs(Need.DOVECOT)
class ManyWatchesTests {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration END = Duration.ofSeconds(15);
    private static final int AT_ONCE = 12;
    private static final int MOST_THREADS = 60;
    private static final int MOST_TRIES = 100;

    @TempDir
    private Path directory;

    private final CountDownLatch lost = new CountDownLatch(1);

    @Test
    void aFewAreWatchedAndEnd() throws Exception {
        watch(25, 5, Duration.ofMillis(100));
    }

    @Test
    @EnabledIfSystemProperty(named = "lettergate.bench", matches = "true")
    void aThousandFitIntoASmallHeap() throws Exception {
        watch(1_000, 40, Duration.ofMinutes(1));
    }

    private void watch(int count, int delivered, Duration steady) throws Exception {
        var dovecot = DovecotServer.own();
        try (var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var lettergate = ChildLettergate.secured(
                        dovecot,
                        directory,
                        List.of("-Xmx256m"),
                        "--lettergate.net.pace.host=200",
                        "--lettergate.net.pace.node=200")) {
            var begun = System.nanoTime();
            var streams = open(count, lettergate, client);
            var live = System.nanoTime();
            var threads = threads(lettergate);
            var tasks = tasks(lettergate);
            lettergate.diagnose(
                    "JFR.start",
                    "name=steady",
                    "settings=none",
                    "jdk.VirtualThreadPinned#enabled=true",
                    "jdk.VirtualThreadPinned#threshold=0ms");
            deliver(dovecot, streams.subList(0, delivered));
            assertThat(lost.await(steady.toMillis(), TimeUnit.MILLISECONDS))
                    .as("a stream ended")
                    .isFalse();
            var recording = directory.resolve("steady.jfr");
            lettergate.diagnose("JFR.stop", "name=steady", "filename=" + recording);
            var pinned = pinned(recording);
            var heap = heap(lettergate);

            System.out.printf(
                    "| %d accounts | all live after %.1f s | %d Java threads, %d of the process | %d pinned in %d s |"
                            + " %.0f MiB of heap after a collection | ends in time: ",
                    count, (live - begun) / 1e9, threads, tasks, pinned.size(), steady.toSeconds(), heap / 1048576.0);
            assertThat(streams.stream().limit(delivered))
                    .allSatisfy(stream -> assertThat(stream.arrivals).hasValue(1));
            assertThat(streams.stream().skip(delivered))
                    .allSatisfy(stream -> assertThat(stream.arrivals).hasValue(0));
            assertThat(threads).isLessThan(MOST_THREADS);
            assertThat(pinned).isEmpty();
            assertThat(lettergate.log()).doesNotContain("OutOfMemoryError");
            var ends = lettergate.endsWithin(END);
            System.out.println(ends + " |");
            assertThat(ends).as("ends with open streams").isTrue();
        } finally {
            dovecot.stop();
        }
    }

    private List<Stream> open(int count, ChildLettergate lettergate, HttpClient client) throws InterruptedException {
        var opening = new Semaphore(AT_ONCE);
        var live = new CountDownLatch(count);
        var streams = IntStream.range(0, count)
                .mapToObj(number -> new Stream("watched" + number + "x@vale.example", live, opening, lost))
                .toList();
        for (var stream : streams) {
            assertThat(opening.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(() -> "watched so far: " + (count - live.getCount()) + " " + streams + lettergate.lastLines())
                    .isTrue();
            stream.begin(lettergate, client);
        }
        assertThat(live.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(() -> "all are live, but for "
                        + streams.stream().filter(one -> !one.isLive).toList() + lettergate.lastLines())
                .isTrue();
        return streams;
    }

    private static void deliver(DovecotServer dovecot, List<Stream> streams) throws InterruptedException {
        for (var stream : streams) {
            dovecot.deliver(stream.user, "From: a@b.example\r\nSubject: news\r\n\r\nNews.\r\n".getBytes(US_ASCII));
        }
        for (var stream : streams) {
            assertThat(stream.told.tryAcquire(30, TimeUnit.SECONDS))
                    .as(stream.user + " is told")
                    .isTrue();
        }
    }

    /** Those that Java knows, but for virtual ones. */
    private static long threads(ChildLettergate lettergate) throws IOException, InterruptedException {
        return lettergate
                .diagnose("Thread.print")
                .lines()
                .filter(line -> line.matches("\"[^\"]*\" #\\d+.*"))
                .count();
    }

    /** Those of the whole process, which collect garbage and compile, too. */
    private static long tasks(ChildLettergate lettergate) throws IOException {
        try (var tasks = Files.list(Path.of("/proc", String.valueOf(lettergate.pid()), "task"))) {
            return tasks.count();
        }
    }

    /** What is alive in the heap. */
    private static long heap(ChildLettergate lettergate) throws IOException, InterruptedException {
        var lines = lettergate.diagnose("GC.class_histogram").lines().toList();
        lines.stream().skip(2).limit(12).forEach(System.out::println);
        return Long.parseLong(lines.getLast().strip().split(" +")[2]);
    }

    private static List<String> pinned(Path recording) throws IOException {
        List<String> pinned = new ArrayList<>();
        for (var event : RecordingFile.readAllEvents(recording)) {
            if (event.getEventType().getName().equals("jdk.VirtualThreadPinned")) {
                pinned.add(event.toString());
            }
        }
        return pinned;
    }

    /** Who listens to one account, and asks again where Lettergate says that it is busy, as programs do. */
    private static final class Stream implements Flow.Subscriber<String> {

        final String user;
        final AtomicInteger arrivals = new AtomicInteger();
        final Semaphore told = new Semaphore(0);
        volatile boolean isLive;
        private final CountDownLatch live;
        private final Semaphore opening;
        private final CountDownLatch lost;
        private final List<String> refusals = Collections.synchronizedList(new ArrayList<>());

        Stream(String user, CountDownLatch live, Semaphore opening, CountDownLatch lost) {
            this.user = user;
            this.live = live;
            this.opening = opening;
            this.lost = lost;
        }

        void begin(ChildLettergate lettergate, HttpClient client) {
            client.sendAsync(request(lettergate), this::read).whenComplete((answer, failure) -> {
                if (answer != null && isBusy(answer.statusCode()) && refusals.size() < MOST_TRIES) {
                    CompletableFuture.delayedExecutor(pause(answer), TimeUnit.SECONDS)
                            .execute(() -> begin(lettergate, client));
                } else {
                    refusals.add(String.valueOf(failure));
                    lost.countDown();
                }
            });
        }

        /** A mail server that failed several people at once is left alone for half a minute. */
        private static long pause(HttpResponse<?> answer) {
            return answer.headers().firstValueAsLong("Retry-After").orElse(1);
        }

        /** Whether it, or the mail server, only has too much to do. */
        private static boolean isBusy(int status) {
            return status >= 502 && status <= 504;
        }

        private HttpRequest request(ChildLettergate lettergate) {
            var credentials = Base64.getEncoder().encodeToString((user + ":" + MailServer.PASSWORD).getBytes(US_ASCII));
            return HttpRequest.newBuilder(lettergate.uri("/api/v1/events"))
                    .header("Authorization", "Basic " + credentials)
                    .build();
        }

        private HttpResponse.BodySubscriber<Void> read(HttpResponse.ResponseInfo answer) {
            if (answer.statusCode() == 200) {
                return BodySubscribers.fromLineSubscriber(this);
            }
            return BodySubscribers.mapping(BodySubscribers.ofString(UTF_8), body -> {
                refusals.add(answer.statusCode() + " " + body);
                return null;
            });
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.equals("event:account.live") && !isLive) {
                isLive = true;
                live.countDown();
                opening.release();
            } else if (line.equals("event:message.added")) {
                arrivals.incrementAndGet();
                told.release();
            }
        }

        @Override
        public void onError(Throwable failure) {
            // The whole exchange tells that, too.
        }

        @Override
        public void onComplete() {
            // The whole exchange tells that, too.
        }

        @Override
        public String toString() {
            return user + " " + refusals;
        }
    }
}
