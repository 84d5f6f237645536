package io.lettergate.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Protocol;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.spi.MailSession;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class UnfinishedMovesTests {

    private static final MailboxName ARCHIVE = new MailboxName("Archive");
    private static final MessageRef ONE = new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(7));
    private static final Account ACCOUNT = new Account(
            AccountId.random(),
            "robin@vale.example",
            "robin@vale.example",
            Protocol.IMAP,
            new Endpoint("imap.vale.example", 993, Endpoint.Encryption.TLS));

    private final MailSession session = mock(MailSession.class);
    private MoveJournal journal;

    @BeforeEach
    void open(@TempDir Path directory) {
        var database = new DriverManagerDataSource("jdbc:sqlite:" + directory.resolve("moves.db"));
        Flyway.configure().dataSource(database).load().migrate();
        journal = new MoveJournal(JdbcClient.create(database));
    }

    @Test
    @DisplayName("I7 a move that a crash cut short after the copy is finished by the next process")
    void theNextProcessFinishes() {
        new UnfinishedMoves(journal)
                .watch(ACCOUNT)
                .begin(List.of(ONE), ARCHIVE, 12)
                .copied(List.of(ONE));
        var afterRestart = new UnfinishedMoves(journal);

        var has = afterRestart.has(ACCOUNT);
        afterRestart.finish(ACCOUNT, session);

        assertThat(has).isTrue();
        verify(session).delete(List.of(ONE));
        assertThat(afterRestart.has(ACCOUNT)).isFalse();
    }

    @Test
    void onlyWhatArrivedIsRemoved() {
        var two = new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(8));
        new UnfinishedMoves(journal)
                .watch(ACCOUNT)
                .begin(List.of(ONE, two), ARCHIVE, 12)
                .copied(List.of(two));

        new UnfinishedMoves(journal).finish(ACCOUNT, session);

        verify(session).delete(List.of(two));
    }

    @Test
    void nothingIsRemovedWhoseCopyWasTakenBack() {
        var step = new UnfinishedMoves(journal).watch(ACCOUNT).begin(List.of(ONE), ARCHIVE, 12);
        step.copied(List.of(ONE));
        step.uncopied();

        new UnfinishedMoves(journal).finish(ACCOUNT, session);

        verify(session, never()).delete(any());
    }

    @Test
    void aMoveThatRunsIsNobodyElsesBusiness() {
        var moves = new UnfinishedMoves(journal);
        moves.watch(ACCOUNT).begin(List.of(ONE), ARCHIVE, 12).copied(List.of(ONE));

        var has = moves.has(ACCOUNT);
        moves.finish(ACCOUNT, session);

        assertThat(has).isFalse();
        verify(session, never()).delete(any());
    }

    @Test
    void aMoveThatIsOverLeavesNothing() {
        var moves = new UnfinishedMoves(journal);
        try (var watch = moves.watch(ACCOUNT)) {
            watch.begin(List.of(ONE), ARCHIVE, 12).over();
        }

        assertThat(new UnfinishedMoves(journal).has(ACCOUNT)).isFalse();
    }

    @Test
    void whatIsGoneNeedsNothingMore() {
        new UnfinishedMoves(journal)
                .watch(ACCOUNT)
                .begin(List.of(ONE), ARCHIVE, 12)
                .copied(List.of(ONE));
        when(session.delete(any())).thenThrow(new MailFailure.MessageGone());
        var afterRestart = new UnfinishedMoves(journal);

        afterRestart.finish(ACCOUNT, session);

        assertThat(afterRestart.has(ACCOUNT)).isFalse();
    }

    @Test
    void whatFailsIsTriedAgain() {
        new UnfinishedMoves(journal)
                .watch(ACCOUNT)
                .begin(List.of(ONE), ARCHIVE, 12)
                .copied(List.of(ONE));
        when(session.delete(any())).thenThrow(new MailFailure.ServerRefused("imap.vale.example", "not now"));
        var afterRestart = new UnfinishedMoves(journal);

        assertThatThrownBy(() -> afterRestart.finish(ACCOUNT, session)).isInstanceOf(MailFailure.ServerRefused.class);

        assertThat(afterRestart.has(ACCOUNT)).isTrue();
    }
}
