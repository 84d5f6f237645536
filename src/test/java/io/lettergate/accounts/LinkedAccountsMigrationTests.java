package io.lettergate.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database of before there were linked accounts, on its way to now. */
class LinkedAccountsMigrationTests {

    @TempDir
    private Path directory;

    private DataSource source;
    private JdbcClient database;

    @BeforeEach
    void fillTheOldTables() {
        source = new DriverManagerDataSource("jdbc:sqlite:" + directory.resolve("old.db") + "?foreign_keys=on");
        database = JdbcClient.create(source);
        flyway("30").migrate();
        run("INSERT INTO account VALUES ('a', 'robin@vale.example', 1, 2)");
        run("INSERT INTO account VALUES ('b', 'maya@vale.example', 3, 4)");
        run("INSERT INTO archive_rule VALUES ('a', 1, 24, 0, 1, 0)");
        run("INSERT INTO archive_run VALUES ('a', 5, 6, 7, 8, 9, 'the cellar was flooded')");
    }

    @Test
    void losesNoRow() {
        flyway("40").migrate();

        assertThat(rows("SELECT id || owner_id || address || created_at || signed_in_at FROM account ORDER BY id"))
                .containsExactly("aarobin@vale.example12", "bbmaya@vale.example34");
        assertThat(rows("SELECT account_id || enabled || months || sent_too || unread_too || flagged_too"
                        + " FROM archive_rule"))
                .containsExactly("a124010");
        assertThat(rows("SELECT account_id || started_at || lease_until || ended_at || moved || total || problem"
                        + " FROM archive_run"))
                .containsExactly("a56789the cellar was flooded");
        assertThat(rows("SELECT name FROM sqlite_master WHERE name LIKE '%before%' OR sql LIKE '%before%'"))
                .isEmpty();
    }

    @Test
    void whatHangsOnAnAccountStillGoesWithIt() {
        flyway("40").migrate();

        run("DELETE FROM account WHERE id = 'a'");

        assertThat(rows("SELECT account_id FROM archive_rule")).isEmpty();
        assertThat(rows("SELECT account_id FROM archive_run")).isEmpty();
    }

    @Test
    void anAddressSignsInOnceAndIsLinkedByManyButOnceByEach() {
        flyway("40").migrate();

        run("INSERT INTO account (id, owner_id, address, created_at, signed_in_at)"
                + " VALUES ('c', 'b', 'robin@vale.example', 1, 1)");

        assertThatThrownBy(() -> run("INSERT INTO account (id, owner_id, address, created_at, signed_in_at)"
                        + " VALUES ('d', 'b', 'robin@vale.example', 1, 1)"))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("UNIQUE");
        assertThatThrownBy(() -> run("INSERT INTO account (id, owner_id, address, created_at, signed_in_at)"
                        + " VALUES ('d', 'd', 'robin@vale.example', 1, 1)"))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("UNIQUE");
        assertThatThrownBy(() -> run("INSERT INTO account (id, owner_id, address, created_at, signed_in_at)"
                        + " VALUES ('e', 'nobody', 'e@vale.example', 1, 1)"))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("FOREIGN KEY");
    }

    private Flyway flyway(String target) {
        return Flyway.configure().dataSource(source).target(target).load();
    }

    private void run(String sql) {
        database.sql(sql).update();
    }

    private List<String> rows(String sql) {
        return database.sql(sql).query(String.class).list();
    }
}
