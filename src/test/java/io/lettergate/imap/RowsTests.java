package io.lettergate.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.DovecotServer;
import io.lettergate.ScriptedServer;
import io.lettergate.ScriptedServer.Dialogue;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Sort;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of messages that many a client does not show. */
class RowsTests {

    private static final Pattern FETCH = Pattern.compile("\\S+ (UID )?FETCH (\\d+)(?::(\\d+))? \\((.*)\\)");
    private static final int MESSAGES = 3;
    private static final String NOTHING = "";

    private final ConnectorFixture fixture = ConnectorFixture.with();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: Joe",
                "From: <>",
                "From: root@my_host",
                "From: \"Joe <joe@vale.example>",
                "From: Jörg <joerg@vale.example>",
                "Message-ID: <a\"b@vale.example>",
                "Date: the day before yesterday",
                "No field at all"
            })
    @DisplayName("I1 a message with an odd header is in the list")
    void whatHasAnOddHeaderIsListed(String odd) throws IOException {
        try (var server = serving((number, items) -> row(number, items, odd + "\r\nSubject: number " + number))) {
            var rows = newest(account("robin@vale.example", server.port()));

            assertThat(rows).extracting(MessageSummary::readable).containsExactly(true, true, true);
            assertThat(rows)
                    .extracting(row -> row.envelope().subject())
                    .containsExactly("number 3", "number 2", "number 1");
        }
    }

    @Test
    @DisplayName("I1 a real server's messages with odd headers are in the list")
    void whatHasAnOddHeaderIsListedFromARealServer() {
        var dovecot = DovecotServer.shared();
        var user = dovecot.freshUser();
        var odd = List.of(
                "From: Joe", "From: <>", "From: root@my_host", "From: Jörg <j@b.c>", "Message-ID: <a\"b@vale.example>");
        for (int number = 0; number < odd.size(); number++) {
            var message = odd.get(number) + "\r\nSubject: number " + number + "\r\n\r\nWords.\r\n";
            dovecot.deliver(user, message.getBytes(ISO_8859_1));
        }

        var rows = newest(account(user, dovecot.imapPort()));

        assertThat(rows)
                .allMatch(MessageSummary::readable)
                .allMatch(row -> row.preview().equals("Words."));
        assertThat(rows)
                .extracting(row -> row.envelope().subject())
                .containsExactly("number 4", "number 3", "number 2", "number 1", "number 0");
    }

    @Test
    @DisplayName("I1 where a structure cannot be read, the row is asked for without it")
    void aGarbledStructureCostsNotTheRow() throws IOException {
        var garbled = " BODYSTRUCTURE (\"TEXT\" \"PLAIN\" NIL \"<a\"b@c>\" NIL \"7BIT\" 5 1)";
        try (var server = serving((number, items) -> items.contains("BODYSTRUCTURE")
                ? "* " + number + " FETCH (UID " + (10 + number) + garbled + ")"
                : row(number, items, "Subject: number " + number))) {
            var rows = newest(account("robin@vale.example", server.port()));

            assertThat(rows)
                    .extracting(row -> row.envelope().subject())
                    .containsExactly("number 3", "number 2", "number 1");
        }
    }

    @Test
    @DisplayName("I2 what is missing in an answer for many is asked for once more alone")
    void whatIsMissingIsAskedForAlone() throws IOException {
        try (var server = serving((number, items) -> number == 2 && items.contains("BODYSTRUCTURE")
                ? NOTHING
                : row(number, items, "Subject: number " + number))) {
            var rows = newest(account("robin@vale.example", server.port()));

            assertThat(rows)
                    .extracting(row -> row.envelope().subject())
                    .containsExactly("number 3", "number 2", "number 1");
            assertThat(server.heard())
                    .filteredOn(line -> line.contains(" FETCH 2 "))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("I2 what the server tells next to nothing of has a row all the same, and its octets can be had")
    void whatCannotBeReadHasARowAndItsOctets() throws IOException {
        try (var server = serving(RowsTests::secretive)) {
            var account = account("robin@vale.example", server.port());

            var row = newest(account).get(1);
            var raw = fixture.messages().raw(account, row.ref());

            assertThat(row.readable()).isFalse();
            assertThat(row.ref().uid().value()).isEqualTo(12);
            try (var octets = raw.stream()) {
                assertThat(new String(octets.readAllBytes(), ISO_8859_1)).isEqualTo("Subject: secret\r\n\r\nWords");
            }
        }
    }

    @Test
    @DisplayName("I2 a list in another order hides nothing that cannot be read")
    void anotherOrderHidesNothing() throws IOException {
        try (var server = serving(RowsTests::secretive)) {
            var query = new MessageQuery(10, null, Set.of(), null, Sort.parse("subject"));
            var account = account("robin@vale.example", server.port());

            var page = fixture.connector().inSession(account, session -> session.messages(MailboxName.INBOX, query));

            assertThat(page.messages())
                    .extracting(row -> row.ref().uid().value())
                    .containsExactly(11L, 13L, 12L);
        }
    }

    /** The second message is told of only where nothing but its UID or its octets are asked for. */
    private static String secretive(int number, String items) {
        if (number != 2) {
            return row(number, items, "Subject: number " + number);
        }
        if (items.contains("BODY.PEEK[]<0.")) {
            var octets = "Subject: secret\r\n\r\nWords";
            return "* 2 FETCH (UID 12 RFC822.SIZE " + octets.length() + " BODY[]<0> {" + octets.length() + "}\r\n"
                    + octets + ")";
        }
        return items.equals("UID") ? "* 2 FETCH (UID 12)" : NOTHING;
    }

    private static String row(int number, String items, String header) {
        var row = "* " + number + " FETCH (UID " + (10 + number) + " FLAGS ()";
        if (items.contains("RFC822.SIZE")) {
            row += " INTERNALDATE \"20-Nov-2026 08:30:00 +0000\" RFC822.SIZE 5";
        }
        if (items.contains("HEADER")) {
            row += " BODY[HEADER.FIELDS (SUBJECT)] {" + (header.length() + 4) + "}\r\n" + header + "\r\n\r\n";
        }
        return row + ")";
    }

    private List<MessageSummary> newest(Account account) {
        return fixture.connector()
                .inSession(account, session -> session.messages(MailboxName.INBOX, MessageQuery.newest(10)))
                .messages();
    }

    private Account account(String user, int port) {
        return fixture.account(user, new Endpoint("127.0.0.1", port, Encryption.NONE), DovecotServer.PASSWORD);
    }

    /** Answers for each message what the test says about it and the items asked for. */
    private static ScriptedServer serving(BiFunction<Integer, String, String> rows) {
        return ScriptedServer.playing(client -> {
            client.welcome("IMAP4rev1");
            for (var line = client.hear(); line != null; line = client.hear()) {
                answer(client, line, rows);
                client.say(line.substring(0, line.indexOf(' ')) + " OK done");
            }
        });
    }

    private static void answer(Dialogue client, String line, BiFunction<Integer, String, String> rows)
            throws IOException {
        if (line.contains("SELECT")) {
            client.say("* " + MESSAGES + " EXISTS");
            client.say("* OK [UIDVALIDITY 1] here");
        } else if (line.contains("SEARCH")) {
            client.say("* SEARCH 11 12 13");
        }
        var fetch = FETCH.matcher(line);
        if (fetch.matches()) {
            var offset = fetch.group(1) == null ? 0 : 10;
            var first = Integer.parseInt(fetch.group(2)) - offset;
            var last = fetch.group(3) == null ? first : Integer.parseInt(fetch.group(3)) - offset;
            for (int number = Math.max(first, 1); number <= Math.min(last, MESSAGES); number++) {
                var row = rows.apply(number, fetch.group(4));
                if (!row.isEmpty()) {
                    client.say(row);
                }
            }
        }
    }
}
