package io.lettergate.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.lettergate.accounts.DemoAccess;
import io.lettergate.accounts.DemoUser;
import io.lettergate.accounts.MailDomain;
import io.lettergate.accounts.spi.DomainSource;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** A mail server inside this process, with two mailboxes full of sample mail. It is up before the web server is. */
@Component
class DemoMailServer implements SmartLifecycle, DomainSource, DemoAccess {

    static final DemoUser IMAP_USER = new DemoUser("robin@vale.example", "demo");
    static final DemoUser POP3_USER = new DemoUser("robin.vale@post.example", "demo");

    private static final Logger LOG = LoggerFactory.getLogger(DemoMailServer.class);
    private static final String HOST = "127.0.0.1";

    private final DemoSettings settings;
    private final DemoSwitch demo;
    private final Clock clock;
    private volatile @Nullable GreenMail running;

    DemoMailServer(DemoSettings settings, DemoSwitch demo, Clock clock) {
        this.settings = settings;
        this.demo = demo;
        this.clock = clock;
    }

    @Override
    public boolean isAutoStartup() {
        return demo.isOn();
    }

    /** The threads of the server would keep a failed start alive, so whatever fails stops it again. */
    @Override
    public void start() {
        var server = new GreenMail(new ServerSetup[] {
            setup(settings.imapPort(), ServerSetup.PROTOCOL_IMAP),
            setup(settings.pop3Port(), ServerSetup.PROTOCOL_POP3),
            setup(settings.smtpPort(), ServerSetup.PROTOCOL_SMTP)
        });
        var filled = false;
        try {
            server.start();
            new SampleMailboxes(server).fill(SampleMail.asOf(clock));
            filled = true;
        } finally {
            if (!filled) {
                server.stop();
            }
        }
        running = server;
        announce(server);
    }

    private static void announce(GreenMail server) {
        LOG.info(
                "Demo: sign in as {} with the password {}. IMAP {}, POP3 {} ({}), SMTP {}, on {} only: nothing leaves this machine.",
                IMAP_USER.address(),
                IMAP_USER.password(),
                server.getImap().getPort(),
                server.getPop3().getPort(),
                POP3_USER.address(),
                server.getSmtp().getPort(),
                HOST);
    }

    @Override
    public void stop() {
        var server = running;
        running = null;
        if (server != null) {
            server.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** Before the web server, which starts close to the last phase. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public List<MailDomain> domains() {
        return Stream.of(domain("vale.example", Protocol.IMAP, imap()), domain("post.example", Protocol.POP3, pop3()))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<MailDomain> domain(String name, Protocol protocol, Optional<Endpoint> server) {
        return server.map(endpoint -> new MailDomain(name, protocol, endpoint, MailDomain.Login.ADDRESS, false)
                .sendingBy(smtp().orElse(null)));
    }

    private Optional<Endpoint> smtp() {
        return server().map(server -> new Endpoint(HOST, server.getSmtp().getPort(), Encryption.NONE));
    }

    private Optional<Endpoint> imap() {
        return server().map(server -> new Endpoint(HOST, server.getImap().getPort(), Encryption.NONE));
    }

    /** Where it speaks POP3, while it runs. */
    Optional<Endpoint> pop3() {
        return server().map(server -> new Endpoint(HOST, server.getPop3().getPort(), Encryption.NONE));
    }

    @Override
    public Optional<DemoUser> user() {
        return server().map(server -> IMAP_USER);
    }

    /** The port of each of its protocols, IMAP, POP3 and SMTP, while it runs. */
    List<Integer> ports() {
        return server().stream()
                .flatMap(server -> Stream.of(server.getImap(), server.getPop3(), server.getSmtp()))
                .map(service -> service.getPort())
                .toList();
    }

    private Optional<GreenMail> server() {
        return Optional.ofNullable(running);
    }

    private static ServerSetup setup(int port, String protocol) {
        if (port == 0 || isFree(port)) {
            return new ServerSetup(port, HOST, protocol);
        }
        LOG.info("Demo: port {} is taken, so {} gets a free one", port, protocol);
        return new ServerSetup(0, HOST, protocol);
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket(port, 1, InetAddress.ofLiteral(HOST))) {
            return probe.isBound();
        } catch (IOException taken) {
            LOG.debug("Demo: port {} is taken", port, taken);
            return false;
        }
    }
}
