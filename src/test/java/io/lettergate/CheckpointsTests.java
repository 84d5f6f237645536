package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class CheckpointsTests {

    private static final int ROWS = 500;

    @TempDir
    private Path directory;

    private SingleConnectionDataSource connection;
    private JdbcClient database;

    @BeforeEach
    void open() {
        connection = new SingleConnectionDataSource(
                "jdbc:sqlite:" + file() + "?journal_mode=WAL&wal_autocheckpoint=0", true);
        database = JdbcClient.create(connection);
        database.sql("CREATE TABLE letter (words TEXT)").update();
        database.sql("PRAGMA wal_checkpoint(TRUNCATE)").query().listOfRows();
    }

    @AfterEach
    void close() {
        connection.destroy();
    }

    private Path file() {
        return directory.resolve("lettergate.db");
    }

    @Test
    void movesWhatWasCommittedIntoTheDatabase() throws IOException {
        for (int row = 0; row < ROWS; row++) {
            database.sql("INSERT INTO letter VALUES (?)")
                    .param("x".repeat(1000))
                    .update();
        }
        var before = Files.size(file());

        new Checkpoints(database).move();

        assertThat(before).isLessThan(ROWS * 1000L);
        assertThat(Files.size(file())).isGreaterThan(ROWS * 1000L);
    }

    @Test
    void hasNothingToDoWhereNothingWasCommitted() throws IOException {
        var before = Files.getLastModifiedTime(file());

        new Checkpoints(database).move();

        assertThat(Files.getLastModifiedTime(file())).isEqualTo(before);
    }
}
