package io.lettergate.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.DovecotServer;
import io.lettergate.MailServer;
import io.lettergate.Needs;
import io.lettergate.Needs.Need;
import io.lettergate.RecordingProxy;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailboxName;
import io.lettergate.mailbox.Cursor;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Sort;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Large mailboxes in another order than that of arrival: here ten messages are many. */
@Needs(Need.DOVECOT)
class ServerSortTests {

    private static final int MESSAGES = 20;
    private static final int PAGE = 3;

    private final ConnectorFixture fixture = ConnectorFixture.with("lettergate.imap.lists.sortable=10");
    private DovecotServer dovecot;
    private RecordingProxy proxy;
    private Account account;

    @BeforeEach
    void fill() throws IOException {
        dovecot = DovecotServer.shared();
        proxy = RecordingProxy.before(dovecot);
        var user = dovecot.freshUser();
        account = fixture.account(user, new Endpoint("127.0.0.1", proxy.port(), Encryption.NONE), MailServer.PASSWORD);
        for (int number = 1; number <= MESSAGES; number++) {
            add(number * 7 % MESSAGES + 10);
        }
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
        proxy.close();
    }

    @Test
    void bringsNoMoreOfAnOrderThanThePage() {
        var first = page(null);

        assertThat(subjects(first)).containsExactly("letter 10", "letter 11", "letter 12");
        assertThat(first.total()).isEqualTo(MESSAGES);
        assertThat(proxy.commands())
                .filteredOn(command -> command.startsWith("UID SORT"))
                .containsExactly("UID SORT RETURN (PARTIAL 1:3 COUNT) (SUBJECT) UTF-8 ALL");
    }

    @Test
    void pagesThereAndBackShowAllOnce() {
        List<String> there = new ArrayList<>();
        var page = page(null);
        there.addAll(subjects(page));
        while (page.older() != null) {
            page = page(page.older());
            there.addAll(subjects(page));
        }
        List<String> back = new ArrayList<>(subjects(page));
        while (page.newer() != null) {
            page = page(page.newer());
            back.addAll(0, subjects(page));
        }

        assertThat(there)
                .isEqualTo(IntStream.range(10, 30)
                        .mapToObj(number -> "letter " + number)
                        .toList());
        assertThat(back).isEqualTo(there);
        assertThat(proxy.commands())
                .filteredOn(command -> command.startsWith("UID SORT"))
                .allMatch(command -> command.contains("PARTIAL"));
    }

    @Test
    void mailThatComesBeforeAPageShiftsNothing() throws IOException {
        var second = page(page(null).older());
        for (int more = 0; more < 2 * PAGE; more++) {
            add(10);
        }

        assertThat(subjects(page(second.older()))).containsExactly("letter 16", "letter 17", "letter 18");
    }

    @Test
    void whatLeavesMakesNothingSkippedAndNothingRepeated() throws IOException {
        var second = page(page(null).older());
        var last = second.messages().getLast().ref();
        fixture.connector().inSession(account, session -> session.delete(List.of(last)));

        assertThat(subjects(page(second.older()))).containsExactly("letter 16", "letter 17", "letter 18");
    }

    private void add(int number) throws IOException {
        try (var imap = dovecot.imap(account.userName())) {
            imap.append(
                    "INBOX",
                    ("From: a@b.example\r\nSubject: letter " + number + "\r\n\r\nWords.\r\n").getBytes(US_ASCII),
                    Instant.parse("2026-11-20T08:30:00Z"));
        }
    }

    private MessagePage page(Cursor cursor) {
        var query = new MessageQuery(PAGE, cursor, Set.of(), null, Sort.parse("subject"));
        return fixture.connector().inSession(account, session -> session.messages(MailboxName.INBOX, query));
    }

    private static List<String> subjects(MessagePage page) {
        return page.messages().stream().map(row -> row.envelope().subject()).toList();
    }
}
