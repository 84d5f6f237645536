package io.lettergate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.Mockito.mock;

import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Accounts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class AuditLogTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final AuditSettings A_WEEK = new AuditSettings(Duration.ofDays(7));

    @TempDir
    private Path directory;

    private final AccountId robin = AccountId.random();
    private JdbcClient client;
    private TransactionTemplate transaction;

    @BeforeEach
    void open() {
        var database = new DriverManagerDataSource(
                "jdbc:sqlite:" + directory.resolve("audit.db") + "?transaction_mode=IMMEDIATE&busy_timeout=5000");
        Flyway.configure().dataSource(database).load().migrate();
        client = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @Test
    void tellsTheNewestFirstAlsoWithinOneMillisecond() {
        var log = at(NOON);
        for (int number = 1; number <= 3; number++) {
            log.write(Note.of(AuditKind.TOKEN_MADE).by(robin).with("token", "T" + number));
        }

        assertThat(log.page(all(2)).entries())
                .extracting(entry -> entry.details().get("token"))
                .containsExactly("T3", "T2");
    }

    @Test
    void aLineGoesWithWhatItTellsOf() {
        var log = at(NOON);
        transaction.executeWithoutResult(status -> {
            log.write(Note.of(AuditKind.TOKEN_MADE).by(robin));
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(
                status -> log.write(Note.of(AuditKind.TOKEN_REVOKED).by(robin)));

        assertThat(log.page(all(10)).entries()).extracting(AuditEntry::kind).containsExactly(AuditKind.TOKEN_REVOKED);
    }

    @Test
    @DisplayName("a log that cannot be written keeps nobody from their mail, and the operator is told")
    void aLogThatCannotBeWrittenBreaksNothing(CapturedOutput output) {
        client.sql("DROP TABLE audit").update();
        var log = at(NOON);

        assertThatCode(() -> log.write(Note.of(AuditKind.MESSAGES_DELETED).by(robin)))
                .doesNotThrowAnyException();
        assertThat(output.getAll()).contains("audit=lost kind=message.deleted owner=" + robin);
    }

    @Test
    void isKeptAsLongAsTheOperatorWants() {
        at(NOON.minus(Duration.ofDays(8))).write(Note.of(AuditKind.TOKEN_MADE).by(robin));
        at(NOON.minus(Duration.ofDays(6)))
                .write(Note.of(AuditKind.TOKEN_REVOKED).by(robin));
        var log = at(NOON);

        log.forgetOld();

        assertThat(log.page(all(10)).entries()).extracting(AuditEntry::kind).containsExactly(AuditKind.TOKEN_REVOKED);
    }

    private AuditLog at(Instant moment) {
        return new AuditLog(
                new AuditTable(client, JsonMapper.shared()),
                mock(Accounts.class),
                A_WEEK,
                Clock.fixed(moment, ZoneOffset.UTC));
    }

    private static AuditQuery all(int limit) {
        return new AuditQuery(null, null, null, Set.of(), null, null, null, limit);
    }
}
