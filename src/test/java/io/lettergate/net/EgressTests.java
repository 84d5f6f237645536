package io.lettergate.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.ScriptedServer;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which hosts may be reached, by whose word. */
class EgressTests {

    private static final NetSettings.Open NOTHING = new NetSettings.Open(List.of(), List.of(), List.of());

    @Test
    void aPublicHostIsReachedOnAPortOfMail() throws IOException {
        assertThat(egress(NOTHING, "8.8.8.8")
                        .route("mail.example", 993, Purpose.IMAP)
                        .addresses())
                .containsExactly(InetAddress.ofLiteral("8.8.8.8"));
    }

    @ParameterizedTest
    @DisplayName("N1 a host inside is refused")
    @ValueSource(strings = {"127.0.0.1", "169.254.169.254", "10.0.0.7", "fd00::7"})
    void aHostInsideIsRefused(String address) {
        var egress = egress(NOTHING, address);

        assertThatThrownBy(() -> egress.route("mail.example", 993, Purpose.IMAP))
                .isInstanceOf(MailFailure.PolicyRefused.class)
                .hasMessageContaining("mail.example")
                .hasMessageNotContaining(address);
    }

    @Test
    @DisplayName("N1 a host with one address inside is refused, wherever that stands")
    void aHostWithOneAddressInsideIsRefused() {
        var egress = egress(NOTHING, "8.8.8.8", "127.0.0.1");

        assertThatThrownBy(() -> egress.route("mail.example", 993, Purpose.IMAP))
                .isInstanceOf(MailFailure.PolicyRefused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 6379, 8080, 65535})
    void otherPortsAreRefusedBeforeAnybodyIsAsked(int port) {
        var egress = new Egress(settings(NOTHING), host -> fail(), List.of());

        assertThatThrownBy(() -> egress.route("mail.example", port, Purpose.IMAP))
                .isInstanceOf(MailFailure.PolicyRefused.class)
                .hasMessageContaining("port " + port);
    }

    private static List<InetAddress> fail() {
        throw new AssertionError("The name was looked up");
    }

    @Test
    void whatTheOperatorOpensIsReached() throws IOException {
        var byHost = new NetSettings.Open(List.of("Mail.example"), List.of(), List.of());
        var byNetwork = new NetSettings.Open(List.of(), List.of("10.0.0.0/8"), List.of());
        var byPort = new NetSettings.Open(List.of(), List.of(), List.of(1143));
        var byBoth = new NetSettings.Open(List.of("mail.example:1143"), List.of(), List.of());

        assertThat(egress(byHost, "10.0.0.7")
                        .route("mail.EXAMPLE", 993, Purpose.IMAP)
                        .addresses())
                .hasSize(1);
        assertThat(egress(byNetwork, "10.0.0.7")
                        .route("mail.example", 993, Purpose.IMAP)
                        .addresses())
                .hasSize(1);
        assertThat(egress(byPort, "8.8.8.8")
                        .route("mail.example", 1143, Purpose.IMAP)
                        .addresses())
                .hasSize(1);
        assertThat(egress(byBoth, "10.0.0.7")
                        .route("MAIL.example.", 1143, Purpose.IMAP)
                        .addresses())
                .hasSize(1);
    }

    @Test
    void whatTheOperatorOpensOpensNothingElse() {
        var byHost = new NetSettings.Open(List.of("mail.example"), List.of(), List.of());
        var byNetwork = new NetSettings.Open(List.of(), List.of("10.0.0.0/8"), List.of());
        var byBoth = new NetSettings.Open(List.of("mail.example:1143"), List.of(), List.of());

        assertThatThrownBy(() -> egress(byBoth, "10.0.0.7").route("mail.example", 993, Purpose.IMAP))
                .isInstanceOf(MailFailure.PolicyRefused.class);
        assertThatThrownBy(() -> egress(byHost, "10.0.0.7").route("evil.mail.example", 993, Purpose.IMAP))
                .isInstanceOf(MailFailure.PolicyRefused.class);
        assertThatThrownBy(() -> egress(byNetwork, "11.0.0.7", "127.0.0.1").route("mail.example", 993, Purpose.IMAP))
                .isInstanceOf(MailFailure.PolicyRefused.class);
    }

    @Test
    void aServerOfTheConfigurationIsReachedWhereverItIs() throws IOException {
        var egress = new Egress(
                settings(NOTHING), host -> List.of(InetAddress.ofLiteral("127.0.0.1")), List.of(this::isOurs));

        assertThat(egress.route("localhost", 3143, Purpose.IMAP).addresses()).hasSize(1);
        assertThatThrownBy(() -> egress.route("localhost", 143, Purpose.IMAP))
                .isInstanceOf(MailFailure.PolicyRefused.class);
    }

    private boolean isOurs(String host, int port) {
        return host.equals("localhost") && port == 3143;
    }

    @Test
    @DisplayName("N1 R24 what is connected to is what was checked: the name is looked up once")
    void theNameIsLookedUpOnce() throws Exception {
        var lookups = new AtomicInteger();
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK hello");
            client.hear();
        })) {
            var settings = settings(new NetSettings.Open(List.of(), List.of("127.0.0.1"), List.of(server.port())));
            Deque<String> answers = new ArrayDeque<>(List.of("127.0.0.1", "169.254.169.254"));
            var egress = new Egress(
                    settings,
                    host -> {
                        lookups.incrementAndGet();
                        return List.of(InetAddress.ofLiteral(answers.removeFirst()));
                    },
                    List.of());

            try (var connection = dialer(settings, egress)
                    .dial(new Endpoint("mail.example", server.port(), Encryption.NONE), Upgrade.IMAP)) {
                assertThat(connection.greeting()).isEqualTo("* OK hello");
            }

            assertThat(lookups).hasValue(1);
        }
    }

    @Test
    void theNextAddressIsTriedWhereNothingAnswers() throws Exception {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK hello");
            client.hear();
        })) {
            var settings = settings(new NetSettings.Open(List.of(), List.of("127.0.0.0/8"), List.of(server.port())));
            var egress = egress(settings.open(), "127.0.0.9", "127.0.0.1");

            try (var connection = dialer(settings, egress)
                    .dial(new Endpoint("mail.example", server.port(), Encryption.NONE), Upgrade.IMAP)) {
                assertThat(connection.greeting()).isEqualTo("* OK hello");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0.0/8", "nonsense", "fd00::/129"})
    void aNetworkThatIsNoneStopsTheStart(String network) {
        assertThatThrownBy(() -> new NetSettings.Open(List.of(), List.of(network), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Dialer dialer(NetSettings settings, Egress egress) {
        return new Outside(settings, egress).dialer();
    }

    private static Egress egress(NetSettings.Open open, String... addresses) {
        return new Egress(settings(open), host -> resolved(addresses), List.of());
    }

    private static List<InetAddress> resolved(String... addresses) throws UnknownHostException {
        return Stream.of(addresses).map(InetAddress::ofLiteral).toList();
    }

    private static NetSettings settings(NetSettings.Open open) {
        return Outside.settings(open);
    }
}
