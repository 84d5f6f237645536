package io.lettergate.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lettergate.HttpsServer;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All that attackers write to get inside, and a listener inside that nobody may ever reach. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EgressTableTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path TABLES = Path.of("src/test/resources/egress");

    private final Map<String, List<String>> names = rows().stream()
            .filter(row -> row.length == 2)
            .collect(Collectors.toMap(
                    row -> HostName.read(row[0]).orElseThrow().value(),
                    row -> List.of(row[1].split(" ")),
                    (a, b) -> a));
    private final AtomicInteger reached = new AtomicInteger();
    private ServerSocket inside;
    private HttpsServer start;
    private Outside outside;

    @BeforeAll
    void listen() throws Exception {
        inside = new ServerSocket(0);
        Thread.ofVirtual().start(this::count);
        start = HttpsServer.bearing("start.example");
        var ports = List.of(inside.getLocalPort(), start.port());
        outside = Outside.open(new NetSettings.Open(List.of("start.example"), List.of(), ports), this::resolve, start);
    }

    private void count() {
        while (!inside.isClosed()) {
            try {
                inside.accept().close();
                reached.incrementAndGet();
            } catch (IOException closed) {
                return;
            }
        }
    }

    @AfterAll
    void close() throws IOException {
        inside.close();
        start.close();
    }

    /** As a machine does, and for names as an attacker's name server would. */
    private List<InetAddress> resolve(String host) throws UnknownHostException {
        if (host.equals("start.example")) {
            return List.of(InetAddress.getLoopbackAddress());
        }
        return names.containsKey(host)
                ? names.get(host).stream().map(InetAddress::ofLiteral).toList()
                : List.of(InetAddress.getAllByName(host));
    }

    static List<String[]> rows() {
        return lines("hosts.tsv").map(line -> line.split("\t")).toList();
    }

    static Stream<String> hosts() {
        return rows().stream().map(row -> row[0]);
    }

    static Stream<String> redirects() {
        return lines("redirects.txt");
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(TABLES.resolve(file), StandardCharsets.UTF_8).stream();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Test
    @DisplayName("R25 the table is as long as it has to be, and its listener listens")
    void theTableIsLongAndItsListenerListens() throws IOException {
        assertThat(hosts().distinct().count() + redirects().distinct().count()).isGreaterThanOrEqualTo(160);
        var open = Outside.open(
                new NetSettings.Open(List.of("localhost"), List.of(), List.of(inside.getLocalPort())),
                host -> List.of(InetAddress.getLoopbackAddress()),
                null);
        var before = reached.get();

        assertThatThrownBy(() -> open.dialer().dial(door("localhost"), Upgrade.IMAP))
                .isInstanceOf(MailFailure.ServerUnreachable.class);

        assertThat(reached.get()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @MethodSource("hosts")
    @DisplayName("R23 R25 no spelling of a host leads inside, neither for mail nor for the Web")
    void noSpellingLeadsInside(String host) {
        var before = reached.get();

        var byMail = catchThrowable(() -> outside.dialer().dial(door(host), Upgrade.IMAP));
        var byWeb = catchThrowable(
                () -> outside.web().get(new URI("https://" + host + ":" + inside.getLocalPort() + "/"), 100, PATIENCE));

        assertThat(byMail).isInstanceOfAny(MailFailure.PolicyRefused.class, IllegalArgumentException.class);
        assertThat(byWeb).isInstanceOfAny(MailFailure.PolicyRefused.class, URISyntaxException.class);
        assertThat(reached.get()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("redirects")
    @DisplayName("R25 no redirect leads inside")
    void noRedirectLeadsInside(String written) {
        var location = written.replace("{port}", String.valueOf(inside.getLocalPort()));
        var header = new String(location.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        start.redirect("start.example/go", header);
        var before = reached.get();

        var failure = catchThrowable(() -> outside.web().get(start("/go"), 100, PATIENCE));

        assertThat(failure).isInstanceOfAny(MailFailure.PolicyRefused.class, IOException.class);
        assertThat(reached.get()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    @DisplayName("R25 each purpose has its ports and no others")
    void eachPurposeHasItsPorts(Purpose purpose) {
        var usual = new Egress(
                Outside.settings(new NetSettings.Open(List.of(), List.of(), List.of())),
                host -> List.of(InetAddress.ofLiteral("8.8.8.8")),
                List.of());

        var open = IntStream.rangeClosed(0, 65535).filter(port -> isOpen(usual, port, purpose));

        assertThat(open.boxed())
                .containsExactlyElementsOf(
                        switch (purpose) {
                            case IMAP -> List.of(143, 993);
                            case POP3 -> List.of(110, 995);
                            case SUBMISSION -> List.of(465, 587);
                            case SIEVE -> List.of(4190);
                            case WEB -> List.of(443);
                            case PICTURES -> List.of(80, 443);
                        });
    }

    private static boolean isOpen(Egress egress, int port, Purpose purpose) {
        try {
            egress.route("mail.example", port, purpose);
            return true;
        } catch (MailFailure.PolicyRefused refused) {
            return false;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Endpoint door(String host) {
        return new Endpoint(host, inside.getLocalPort(), Encryption.NONE);
    }

    private URI start(String path) {
        return URI.create("https://start.example:" + start.port() + path);
    }
}
