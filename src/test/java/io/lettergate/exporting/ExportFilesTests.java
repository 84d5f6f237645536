package io.lettergate.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.MovedClock;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailFailure;
import io.lettergate.operations.Operation;
import io.lettergate.operations.OperationId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** The files of exports, from their first octet to their last day. */
class ExportFilesTests {

    private final MovedClock clock = new MovedClock();
    private final OperationId id = OperationId.random();

    @TempDir
    private Path directory;

    private ExportFiles files;

    @BeforeEach
    void open() {
        files = new ExportFiles(
                new ExportingSettings(directory.resolve("exports"), DataSize.ofKilobytes(1), Duration.ofHours(24)),
                clock);
    }

    @Test
    void canBeHadOnceItIsWhole() throws IOException {
        write("Mail");
        assertThat(files.find(done(clock.instant()))).isEmpty();

        files.finish(id);

        assertThat(files.find(done(clock.instant())))
                .hasValueSatisfying(file -> assertThat(file).hasContent("Mail"));
    }

    @Test
    void canBeHadForADay() throws IOException {
        write("Mail");
        files.finish(id);
        var operation = done(clock.instant());

        clock.forward(Duration.ofHours(23));
        assertThat(files.find(operation)).isPresent();
        clock.forward(Duration.ofHours(2));

        assertThat(files.find(operation)).isEmpty();
    }

    @Test
    void takesNoMoreThanAllTogetherMay() throws IOException {
        write("x".repeat(600));
        files.finish(id);

        try (var second = files.begin(OperationId.random())) {
            second.write("x".repeat(400).getBytes(StandardCharsets.US_ASCII));

            assertThatThrownBy(() -> second.write("x".repeat(100).getBytes(StandardCharsets.US_ASCII)))
                    .isInstanceOf(MailFailure.ExportTooLarge.class)
                    .satisfies(failure ->
                            assertThat(((MailFailure) failure).retryAfter()).isNull());
        }
    }

    @Test
    void beginsAnewAfterACrash() throws IOException {
        write("x".repeat(900));

        write("Mail");
        files.finish(id);

        assertThat(files.find(done(clock.instant())))
                .hasValueSatisfying(file -> assertThat(file).hasContent("Mail"));
    }

    @Test
    void removesWhatIsOldAndNothingElse() throws IOException {
        write("Mail");
        files.finish(id);
        var young = OperationId.random();
        try (var begun = files.begin(young)) {
            begun.write('x');
        }
        age(directory.resolve("exports").resolve(id + ".export"), Duration.ofHours(25));
        age(directory.resolve("exports").resolve(young + ".part"), Duration.ofHours(25));

        files.removeOld();

        assertThat(files.find(done(clock.instant()))).isEmpty();
        assertThat(directory.resolve("exports").resolve(young + ".part")).exists();
    }

    private void age(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(age)));
    }

    private void write(String text) throws IOException {
        try (var file = files.begin(id)) {
            file.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private Operation done(Instant ended) {
        var account = AccountId.random();
        return new Operation(
                id,
                account,
                account,
                "export",
                Operation.State.DONE,
                1,
                1L,
                null,
                "{}",
                "{}",
                ended,
                ended,
                ended,
                false);
    }
}
