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
import io.lettergate.mail.ModSeq;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.Moved;
import io.lettergate.mailbox.spi.MoveWitness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes that a server does by half, or tells of by half. */
class RefusedRemovalTests {

    private static final MailboxName ARCHIVE = new MailboxName("Archive");
    private static final MessageRef SEVEN = inbox(7);
    private static final MessageRef EIGHT = inbox(8);

    private final ConnectorFixture fixture = ConnectorFixture.with("lettergate.net.answer-timeout=5s");
    private final Map<String, String> replies = new LinkedHashMap<>();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void whatArrivedIsWrittenDownUntilTheCopiesAreTakenBack() throws IOException {
        replies.put("UID COPY", "OK [COPYUID 2 7 1] done");
        replies.put("UID STORE 7:8 +FLAGS", "* 1 FETCH (UID 7 FLAGS (\\Deleted))\nOK");
        replies.put("UID STORE 7 +FLAGS", "* 1 FETCH (UID 7 FLAGS (\\Deleted))\nOK");
        replies.put("UID EXPUNGE 7", "NO not you");
        replies.put("UID FETCH", "* 1 FETCH (UID 7)\nOK");
        replies.put("UID STORE 1 +FLAGS", "* 1 FETCH (UID 1 FLAGS (\\Deleted))\nOK");
        try (var server = playing("IMAP4rev1", "UIDPLUS")) {
            var steps = new ArrayList<String>();
            MoveWitness witness = (messages, destination, uidNext) -> new MoveWitness.Step() {
                @Override
                public void copied(List<MessageRef> arrived) {
                    steps.add("copied "
                            + arrived.stream().map(ref -> ref.uid().value()).toList());
                }

                @Override
                public void uncopied() {
                    var begun = server.heard().stream().anyMatch(line -> line.contains("UID STORE 1 "));
                    steps.add(begun ? "too late" : "uncopied");
                }

                @Override
                public void over() {
                    steps.add("over");
                }
            };

            var account = account(server);

            assertThatThrownBy(() -> fixture.connector()
                            .inSession(account, session -> session.move(List.of(SEVEN, EIGHT), ARCHIVE, witness)))
                    .isInstanceOf(MailFailure.ServerRefused.class);
            assertThat(steps).containsExactly("copied [7]", "uncopied", "over");
            assertThat(server.heard()).anyMatch(line -> line.endsWith("UID EXPUNGE 1"));
        }
    }

    @Test
    void theCopyOfWhatIsGoneStaysAndTheMarkIsTakenOffWhatIsNot() throws IOException {
        replies.put("UID COPY", "OK [COPYUID 2 7:8 1:2] done");
        replies.put(
                "UID STORE 7:8 +FLAGS", "* 1 FETCH (UID 7 FLAGS (\\Deleted))\n* 2 FETCH (UID 8 FLAGS (\\Deleted))\nOK");
        replies.put("UID EXPUNGE 7:8", "* 1 EXPUNGE\nNO only one");
        replies.put("UID FETCH", "* 1 FETCH (UID 8)\nOK");
        replies.put("UID STORE 2 +FLAGS", "* 2 FETCH (UID 2 FLAGS (\\Deleted))\nOK");
        try (var server = playing("IMAP4rev1", "UIDPLUS")) {
            var account = account(server);

            assertThatThrownBy(() -> fixture.connector()
                            .inSession(account, session -> session.move(List.of(SEVEN, EIGHT), ARCHIVE)))
                    .isInstanceOf(MailFailure.ServerRefused.class);

            assertThat(server.heard()).anyMatch(line -> line.endsWith("UID EXPUNGE 2"));
            assertThat(server.heard()).noneMatch(line -> line.contains("UID EXPUNGE 1"));
            assertThat(server.heard()).anyMatch(line -> line.contains("UID STORE 7:8 -FLAGS.SILENT (\\Deleted)"));
        }
    }

    @Test
    void whatMayNotBeRemovedIsNotLeftMarked() throws IOException {
        replies.put("UID STORE 7 +FLAGS", "* 1 FETCH (UID 7 FLAGS (\\Deleted))\nOK");
        replies.put("UID EXPUNGE", "NO [NOPERM] not you");
        try (var server = playing("IMAP4rev1", "UIDPLUS")) {
            var account = account(server);

            assertThatThrownBy(() -> fixture.connector().inSession(account, session -> session.delete(List.of(SEVEN))))
                    .isInstanceOf(MailFailure.NotPermitted.class);

            assertThat(server.heard().getLast()).contains("UID STORE 7 -FLAGS.SILENT (\\Deleted)");
        }
    }

    @Test
    void anExpungeThatRemovesNothingIsARefusal() throws IOException {
        replies.put("UID STORE 7 +FLAGS", "* 1 FETCH (UID 7 FLAGS (\\Deleted))\nOK");
        replies.put("UID FETCH", "* 1 FETCH (UID 7)\nOK");
        try (var server = playing("IMAP4rev1", "UIDPLUS")) {
            var account = account(server);

            assertThatThrownBy(() -> fixture.connector().inSession(account, session -> session.delete(List.of(SEVEN))))
                    .isInstanceOf(MailFailure.NotPermitted.class);

            assertThat(server.heard().getLast()).contains("UID STORE 7 -FLAGS.SILENT (\\Deleted)");
        }
    }

    @Test
    void aCopyWithoutAWordOfItsPlaceIsACopy() throws IOException {
        replies.put("UID FETCH", "* 1 FETCH (UID 7)\nOK");
        try (var server = playing("IMAP4rev1", "UIDPLUS")) {
            var account = account(server);

            var copied =
                    fixture.connector().inSession(account, session -> session.copy(List.of(SEVEN, EIGHT), ARCHIVE));

            assertThat(copied).containsExactly(new Moved(SEVEN, null));
        }
    }

    @Test
    void aMoveInStepsNeedsNoWordOfThePlace() throws IOException {
        replies.put("UID FETCH", "* 1 FETCH (UID 7)\nOK");
        replies.put("UID STORE 7 +FLAGS", "* 1 FETCH (UID 7 FLAGS (\\Deleted))\nOK");
        replies.put("UID EXPUNGE 7", "* 1 EXPUNGE\nOK");
        try (var server = playing("IMAP4rev1", "UIDPLUS")) {
            var account = account(server);

            var moved = fixture.connector().inSession(account, session -> session.move(List.of(SEVEN, EIGHT), ARCHIVE));

            assertThat(moved).containsExactly(new Moved(SEVEN, null));
            assertThat(server.heard()).anyMatch(line -> line.endsWith("UID EXPUNGE 7"));
        }
    }

    @Test
    void aMoveWithoutAWordOfThePlaceIsAMove() throws IOException {
        replies.put("UID MOVE", "* 1 EXPUNGE\nOK");
        replies.put("UID FETCH", "* 1 FETCH (UID 8)\nOK");
        try (var server = playing("IMAP4rev1", "UIDPLUS", "MOVE")) {
            var account = account(server);

            var moved = fixture.connector().inSession(account, session -> session.move(List.of(SEVEN, EIGHT), ARCHIVE));

            assertThat(moved).containsExactly(new Moved(SEVEN, null));
        }
    }

    @Test
    void aMoveThatRemovesNothingIsNone() throws IOException {
        try (var server = playing("IMAP4rev1", "UIDPLUS", "MOVE")) {
            var account = account(server);

            assertThatThrownBy(() ->
                            fixture.connector().inSession(account, session -> session.move(List.of(SEVEN), ARCHIVE)))
                    .isInstanceOf(MailFailure.MessageGone.class);
        }
    }

    @Test
    void aLongerMessageIdIsAnother() throws IOException {
        replies.put("UID SEARCH", "* SEARCH 3 4 5\nOK");
        replies.put(
                "UID FETCH",
                "* 3 FETCH (UID 3 BODY[HEADER.FIELDS (MESSAGE-ID)] \"Message-ID: <a@b>\")\n"
                        + "* 4 FETCH (UID 4 BODY[HEADER.FIELDS (MESSAGE-ID)] \"Message-ID: <a@b>\")\n"
                        + "* 5 FETCH (UID 5 BODY[HEADER.FIELDS (MESSAGE-ID)] \"Message-ID: <aa@b.example>\")\nOK");
        try (var server = playing("IMAP4rev1")) {
            var account = account(server);

            var found = fixture.connector().inSession(account, session -> session.find(ARCHIVE, "a@b", 2));
            var none = fixture.connector().inSession(account, session -> session.find(ARCHIVE, "a@b.example", 2));

            assertThat(found).contains(new MessageRef(ARCHIVE, new UidValidity(2), new Uid(4)));
            assertThat(none).isEmpty();
        }
    }

    @Test
    void aConditionIsNotPutTwice() throws IOException {
        replies.put("UID STORE", "hang up");
        try (var server = playing("IMAP4rev1", "CONDSTORE")) {
            var account = account(server);
            fixture.connector().inSession(account, session -> session.present(List.of(SEVEN)));

            assertThatThrownBy(() -> fixture.connector()
                            .inSession(
                                    account,
                                    session ->
                                            session.flag(List.of(SEVEN), Set.of(Flag.SEEN), Set.of(), ModSeq.of(12))))
                    .isInstanceOf(MailFailure.ServerUnreachable.class);

            assertThat(server.heard().stream().filter(line -> line.contains("UNCHANGEDSINCE")))
                    .hasSize(1);
        }
    }

    private ScriptedServer playing(String... capabilities) {
        return ScriptedServer.playing(client -> {
            client.welcome(capabilities);
            for (var line = client.hear(); line != null; line = client.hear()) {
                var reply = reply(line);
                if (reply.equals("hang up")) {
                    return;
                }
                say(client, line.substring(0, line.indexOf(' ')), reply);
            }
        });
    }

    private String reply(String line) {
        if (line.contains("SELECT")) {
            return "* 8 EXISTS\n* OK [UIDVALIDITY " + (line.contains("Archive") ? 2 : 1) + "] here\nOK";
        }
        if (line.contains("STATUS")) {
            return "* STATUS Archive (MESSAGES 0 UNSEEN 0 UIDNEXT 1 UIDVALIDITY 2)\nOK";
        }
        return replies.entrySet().stream()
                .filter(reply -> line.contains(reply.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("OK");
    }

    private static void say(Dialogue client, String tag, String reply) throws IOException {
        for (var line : reply.split("\n", -1)) {
            client.say(line.startsWith("*") ? line : tag + " " + line + " done");
        }
    }

    private static MessageRef inbox(long uid) {
        return new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(uid));
    }

    private Account account(ScriptedServer server) {
        return fixture.account(
                "robin@vale.example", new Endpoint("127.0.0.1", server.port(), Encryption.NONE), "right");
    }
}
