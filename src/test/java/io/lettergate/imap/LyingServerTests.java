package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.ScriptedServer;
import io.lettergate.ScriptedServer.Dialogue;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes on servers that tell what is not so, or let nothing be changed. */
class LyingServerTests {

    private static final MailboxName ARCHIVE = new MailboxName("Archive");
    private static final List<MessageRef> SEVEN =
            List.of(new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(7)));

    private final ConnectorFixture fixture = ConnectorFixture.with("lettergate.net.answer-timeout=5s");

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPYUID",
                "COPYUID 2 8 1",
                "COPYUID 2 7 0",
                "COPYUID x y z",
                "COPYUID 99999999999 7 1",
                "COPYUID 2 7 99999999999",
                "COPYUID 2 8:4294967295 1:4294967295"
            })
    void aMessageStaysWhereNoTrueWordTellsOfItsCopy(String code) throws IOException {
        try (var server = ScriptedServer.playing(client -> serve(client, "", code))) {
            var account = account(server);

            assertThatThrownBy(() -> fixture.connector().inSession(account, session -> session.move(SEVEN, ARCHIVE)))
                    .isInstanceOf(MailFailure.class);

            assertThat(server.heard()).anyMatch(line -> line.contains("UID COPY"));
            assertThat(server.heard()).noneMatch(line -> line.contains("STORE") || line.contains("EXPUNGE"));
        }
    }

    @Test
    void aMessageGoesWhereItsCopyIsTold() throws IOException {
        try (var server = ScriptedServer.playing(client -> serve(client, "", "COPYUID 2 7 1"))) {
            var account = account(server);

            var moved = fixture.connector().inSession(account, session -> session.move(SEVEN, ARCHIVE));

            assertThat(moved)
                    .singleElement()
                    .extracting(one -> one.to())
                    .isEqualTo(new MessageRef(ARCHIVE, new UidValidity(2), new Uid(1)));
            assertThat(server.heard()).anyMatch(line -> line.contains("UID EXPUNGE 7"));
        }
    }

    @Test
    @DisplayName("I12 in a mailbox that is open for reading only nothing is even tried")
    void nothingIsTriedWhereNothingMayBeChanged() throws IOException {
        try (var server = ScriptedServer.playing(client -> serve(client, "[READ-ONLY] ", "COPYUID 2 7 1"))) {
            var account = account(server);

            assertThatThrownBy(() -> fixture.connector().inSession(account, session -> {
                        session.flag(SEVEN, Set.of(Flag.SEEN), Set.of());
                        return true;
                    }))
                    .isInstanceOf(MailFailure.NotPermitted.class);
            assertThatThrownBy(() -> fixture.connector().inSession(account, session -> session.move(SEVEN, ARCHIVE)))
                    .isInstanceOf(MailFailure.NotPermitted.class);
            assertThatThrownBy(() -> fixture.connector().inSession(account, session -> session.delete(SEVEN)))
                    .isInstanceOf(MailFailure.NotPermitted.class);

            assertThat(server.heard())
                    .noneMatch(line -> line.contains("STORE") || line.contains("COPY") || line.contains("EXPUNGE"));
        }
    }

    /** One message in each mailbox. */
    private static void serve(Dialogue client, String selected, String copied) throws IOException {
        client.welcome("IMAP4rev1", "UIDPLUS");
        for (var line = client.hear(); line != null; line = client.hear()) {
            var code = "";
            if (line.contains("SELECT")) {
                client.say("* 1 EXISTS");
                client.say("* OK [UIDVALIDITY 1] here");
                code = selected;
            } else if (line.contains("STATUS")) {
                client.say("* STATUS Archive (MESSAGES 0 UNSEEN 0 UIDNEXT 1 UIDVALIDITY 2)");
            } else if (line.contains("STORE")) {
                client.say("* 1 FETCH (UID 7 FLAGS (\\Deleted))");
            } else if (line.contains("UID COPY")) {
                code = "[" + copied + "] ";
            }
            client.say(line.substring(0, line.indexOf(' ')) + " OK " + code + "done");
        }
    }

    private Account account(ScriptedServer server) {
        return fixture.account(
                "robin@vale.example", new Endpoint("127.0.0.1", server.port(), Encryption.NONE), "right");
    }
}
