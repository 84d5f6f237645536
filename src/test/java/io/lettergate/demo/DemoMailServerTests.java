package io.lettergate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.accounts.AccountsSettings;
import io.lettergate.accounts.DemoAccess;
import io.lettergate.accounts.DemoUser;
import io.lettergate.accounts.spi.DomainSource;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Import;

class DemoMailServerTests {

    private static final String DOMAIN = "lettergate.domains[0].name=vale.example";

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(Demo.class)
            .withBean(Clock.class, Clock::systemUTC)
            .withPropertyValues(
                    "lettergate.demo.imap-port=0", "lettergate.demo.pop3-port=0", "lettergate.demo.smtp-port=0");

    @Test
    void offersAnImapMailboxWithFolders() {
        application.run(context -> {
            var imap = context.getBean(DemoMailServer.class).ports().getFirst();

            try (var store = signedIn("imap", imap, DemoMailServer.IMAP_USER)) {
                var folders = store.getDefaultFolder().listSubscribed("*");

                assertThat(folders)
                        .extracting(Folder::getFullName)
                        .containsExactlyInAnyOrder(
                                "INBOX",
                                "Drafts",
                                "Sent",
                                "Archive",
                                "Junk",
                                "Trash",
                                "Projects",
                                "Projects.Harbour",
                                "Receipts");
                assertThat(Arrays.stream(folders).mapToInt(DemoMailServerTests::count))
                        .allMatch(count -> count > 0);
                assertThat(count(store.getFolder("INBOX"))).isGreaterThan(100);
                assertThat(Arrays.stream(folders)
                                .mapToInt(DemoMailServerTests::count)
                                .sum())
                        .isGreaterThan(200);
            }
        });
    }

    @Test
    void listsTheInboxInTheOrderOfArrival() {
        application.run(context -> {
            var imap = context.getBean(DemoMailServer.class).ports().getFirst();

            try (var store = signedIn("imap", imap, DemoMailServer.IMAP_USER);
                    var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                var messages = inbox.getMessages();

                assertThat(messages)
                        .extracting(message -> message.getReceivedDate().toInstant())
                        .isSorted();
                assertThat(messages[messages.length - 1].getSubject()).isEqualTo("Re: Harbour launch plan");
            }
        });
    }

    @Test
    void offersAPop3Mailbox() {
        application.run(context -> {
            var pop3 = context.getBean(DemoMailServer.class).ports().get(1);

            try (var store = signedIn("pop3", pop3, DemoMailServer.POP3_USER)) {
                assertThat(count(store.getFolder("INBOX"))).isGreaterThan(30);
            }
        });
    }

    @Test
    void refusesAWrongPassword() {
        application.run(context -> {
            var imap = context.getBean(DemoMailServer.class).ports().getFirst();

            assertThatThrownBy(() -> signedIn("imap", imap, new DemoUser("robin@vale.example", "guessed")))
                    .isInstanceOf(AuthenticationFailedException.class);
        });
    }

    @Test
    void servesItsDomainOnLoopbackWhileItRuns() {
        application.run(context -> {
            var server = context.getBean(DemoMailServer.class);
            var imap = server.ports().getFirst();
            var pop3 = server.ports().get(1);

            assertThat(context.getBean(DomainSource.class).domains())
                    .extracting(domain -> domain.name() + " " + domain.incoming())
                    .containsExactly("vale.example 127.0.0.1:" + imap, "post.example 127.0.0.1:" + pop3);
            assertThat(context.getBean(DemoAccess.class).user()).contains(DemoMailServer.IMAP_USER);

            server.stop();

            assertThat(server.domains()).isEmpty();
            assertThat(server.user()).isEmpty();
        });
    }

    @Test
    @DisplayName("R85 the demo and its users stay off beside real domains")
    void staysOffBesideRealDomains() {
        application
                .withPropertyValues(DOMAIN, "lettergate.domains[0].imap.host=mail.vale.example")
                .run(context -> {
                    assertThat(context.getBean(DemoMailServer.class).isRunning())
                            .isFalse();
                    assertThat(context.getBean(DemoAccess.class).user()).isEmpty();
                });
    }

    @Test
    void staysOffWhenSwitchedOff() {
        application
                .withPropertyValues("lettergate.demo.enabled=false")
                .run(context -> assertThat(context.getBean(DemoMailServer.class).isRunning())
                        .isFalse());
    }

    @Test
    @DisplayName("R85 the demo and its users stay off where the address is public")
    void staysOffInPublicUnlessAskedFor() {
        var inPublic = application.withPropertyValues("server.address=0.0.0.0");

        inPublic.run(context ->
                assertThat(context.getBean(DemoMailServer.class).isRunning()).isFalse());
        inPublic.withPropertyValues("lettergate.demo.enabled=true")
                .run(context -> assertThat(context.getBean(DemoMailServer.class).isRunning())
                        .isTrue());
        application
                .withPropertyValues("server.address=127.0.0.1")
                .run(context -> assertThat(context.getBean(DemoMailServer.class).isRunning())
                        .isTrue());
    }

    @Test
    void takesAFreePortWhereItsOwnIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            application
                    .withPropertyValues("lettergate.demo.imap-port=" + taken.getLocalPort())
                    .run(context -> assertThat(context.getBean(DemoMailServer.class)
                                    .ports()
                                    .getFirst())
                            .isPositive()
                            .isNotEqualTo(taken.getLocalPort()));
        }
    }

    @Test
    void refusesAPortThatCannotBe() {
        application
                .withPropertyValues("lettergate.demo.smtp-port=70000")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("between 0 and 65535, but got 70000"));
    }

    private static Store signedIn(String protocol, int port, DemoUser user) throws MessagingException {
        var store = Session.getInstance(new Properties()).getStore(protocol);
        store.connect("127.0.0.1", port, user.address(), user.password());
        return store;
    }

    private static int count(Folder folder) {
        try (folder) {
            folder.open(Folder.READ_ONLY);
            return folder.getMessageCount();
        } catch (MessagingException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** The beans of the module, and the settings they ask. */
    @TestConfiguration(proxyBeanMethods = false)
    @EnableConfigurationProperties({DemoSettings.class, AccountsSettings.class})
    @Import({DemoMailServer.class, DemoSwitch.class})
    static class Demo {}
}
