package io.lettergate.store;

import static io.lettergate.store.StoreFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailboxName;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.store.DoomedIntake.Point;
import io.lettergate.store.Intake.Kept;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KilledIntakeTests {

    private static final String[] LETTERS = IntStream.rangeClosed(1, 5)
            .mapToObj(number -> message("letter " + number))
            .toArray(String[]::new);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    @DisplayName("P1 P2 each message is there once, wherever the intake was killed")
    void eachMessageIsThereOnce(Point point) throws Exception {
        killAt(point);

        try (var store = new StoreFixture(directory)) {
            var account = store.known("robin@vale.example");
            var kept = store.keep(account, LETTERS);

            assertThat(kept).extracting(Kept::again).containsOnly(point == Point.COMMIT);
            assertThat(subjects(store, account)).hasSize(5).doesNotHaveDuplicates();
            assertThat(store.copies()
                            .whole(account.id(), kept.stream().map(Kept::copy).toList()))
                    .hasSize(5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void andSoItIsAfterTheDatabaseWasLostToo(Point point) throws Exception {
        killAt(point);
        Account account;
        try (var store = new StoreFixture(directory)) {
            account = store.known("robin@vale.example");
            store.keep(account, LETTERS);
        }

        try (var store = new StoreFixture(directory, directory.resolve("another.db"))) {
            var report = store.bean(Reindexing.class).run();

            assertThat(report.lost()).isZero();
            assertThat(subjects(store, account)).hasSize(5).doesNotHaveDuplicates();
        }
    }

    private void killAt(Point point) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DoomedIntake.class.getName(),
                        directory.toString(),
                        point.name())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.lines().anyMatch("here"::equals)).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static List<String> subjects(StoreFixture store, Account account) {
        return store
                .bean(StoreConnector.class)
                .inSession(account, session -> session.messages(MailboxName.INBOX, MessageQuery.newest(50)))
                .messages()
                .stream()
                .map(row -> row.envelope().subject())
                .toList();
    }
}
