package io.lettergate.sending.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.ScriptedSmtpServer;
import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.drafts.DraftContent;
import io.lettergate.sending.drafts.Drafts;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

/** What is written when the disk is full: nothing that is acknowledged is lost. */
@SpringBootTest(
        properties = {
            "lettergate.data=target/test-data/full-disk",
            "lettergate.sending.enabled=false",
            "lettergate.pop3.poller.enabled=false",
            "lettergate.accounts.plain-text=true"
        })
@Import(Posting.Parts.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class FullDiskTests {

    private static final int CONNECTIONS = 4;
    private static final int ALL_PAGES = 1_073_741_823;

    private final Posting posting;
    private final Drafts drafts;
    private final DataSource source;
    private final JdbcClient database;
    private ScriptedSmtpServer server;
    private Account account;

    FullDiskTests(Posting posting, Drafts drafts, DataSource source, JdbcClient database) {
        this.posting = posting;
        this.drafts = drafts;
        this.source = source;
        this.database = database;
    }

    @BeforeEach
    void begin() throws SQLException {
        server = new ScriptedSmtpServer();
        account = posting.account(server);
        posting.outbox.submit(account, Posting.letter("ada@vale.example"));
        allow(1);
    }

    @AfterEach
    void end() throws IOException, SQLException {
        allow(ALL_PAGES);
        server.close();
        database.sql("DELETE FROM submission").update();
    }

    /** No fewer than there are already. */
    private void allow(int pages) throws SQLException {
        List<Connection> held = new ArrayList<>();
        try {
            for (int at = 0; at < CONNECTIONS; at++) {
                held.add(source.getConnection());
            }
            for (var connection : held) {
                try (var statement = connection.createStatement()) {
                    statement.execute("PRAGMA max_page_count = " + pages);
                }
            }
        } finally {
            for (var connection : held) {
                connection.close();
            }
        }
    }

    @Test
    @DisplayName("a message for which there is no room is refused in a sentence, and nothing of it is left")
    void acknowledgesNoMessageThatIsNotStored() {
        var large = Posting.MESSAGE + "apples and pears\r\n".repeat(300_000);

        assertThatThrownBy(() -> posting.outbox.submit(account, Posting.whole(large, "ada@vale.example")))
                .isInstanceOf(MailFailure.StoreFull.class)
                .hasMessageContaining("no room left");

        assertThat(posting.outbox.of(account)).hasSize(1);
    }

    @Test
    @DisplayName("a draft for which there is no room is refused in a sentence")
    void acknowledgesNoDraftThatIsNotStored() {
        var content = DraftContent.blank().saying("Apples", "apples ".repeat(140_000), null);

        assertThatThrownBy(() -> {
                    for (int at = 0; at < 20; at++) {
                        drafts.save(account, drafts.freshId(), 0, content);
                    }
                })
                .isInstanceOf(MailFailure.StoreFull.class);
    }
}
