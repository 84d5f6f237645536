package io.lettergate.sending.outbox;

import static io.lettergate.sending.outbox.Posting.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.ScriptedSmtpServer;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Address;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.KeyedRequest;
import io.lettergate.sending.KeyedRequests;
import io.lettergate.sending.Submission;
import io.lettergate.sending.SubmissionId;
import io.lettergate.sending.drafts.DraftContent;
import io.lettergate.sending.drafts.DraftRounds;
import io.lettergate.sending.drafts.Drafts;
import io.lettergate.sending.uploads.Upload;
import io.lettergate.sending.uploads.Uploads;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

/** Requests with a key, each of which counts once. */
@SpringBootTest(
        properties = {
            "lettergate.sending.enabled=false",
            "lettergate.pop3.poller.enabled=false",
            "lettergate.accounts.plain-text=true"
        })
@Import(Posting.Parts.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class KeyedRequestTests {

    private static final Uploads.Label LABEL = new Uploads.Label("plan.pdf", "application/pdf", false);

    private final Posting posting;
    private final Drafts drafts;
    private final DraftRounds rounds;
    private final Uploads uploads;
    private final JdbcClient database;
    private ScriptedSmtpServer server;
    private Account account;

    KeyedRequestTests(Posting posting, Drafts drafts, DraftRounds rounds, Uploads uploads, JdbcClient database) {
        this.posting = posting;
        this.drafts = drafts;
        this.rounds = rounds;
        this.uploads = uploads;
        this.database = database;
    }

    @BeforeEach
    void begin() {
        server = new ScriptedSmtpServer();
        account = posting.account(server);
    }

    @AfterEach
    void end() throws IOException {
        server.close();
        database.sql("DELETE FROM submission").update();
    }

    private static KeyedRequest request(String key) {
        return new KeyedRequest(key, "submission", null);
    }

    private Submission submit(KeyedRequest request, String message) {
        var octets = request.reading(new BufferedInputStream(Posting.octets(message)));
        return posting.outbox.submitWhole(account, octets, wanted -> wanted.asked(request));
    }

    @Test
    @DisplayName("S9 the same request with the same key makes nothing more, and is told to be a repetition")
    void countsOnce() {
        var first = request("k1");
        var second = request("k1");

        var made = submit(first, MESSAGE);
        var repeated = submit(second, MESSAGE);

        assertThat(repeated.id()).isEqualTo(made.id());
        assertThat(first.isRepeated()).isFalse();
        assertThat(second.isRepeated()).isTrue();
        assertThat(posting.outbox.of(account)).hasSize(1);
    }

    @Test
    @DisplayName("S9 a key counts after what it made was taken back, so that nothing is sent by a late repetition")
    void countsForWhatWasTakenBack() {
        var made = submit(request("k1"), MESSAGE);
        posting.outbox.cancel(account, made);

        var repeated = submit(request("k1"), MESSAGE);

        assertThat(repeated.id()).isEqualTo(made.id());
        assertThat(repeated.state()).isEqualTo(Submission.State.CANCELLED);
    }

    @Test
    @DisplayName("S9 a key of another request is refused: another body, another parameter, another kind of request")
    void refusesAKeyOfAnotherRequest() {
        submit(request("k1"), MESSAGE);

        assertThatThrownBy(() -> submit(request("k1"), MESSAGE + "more\r\n"))
                .isInstanceOf(MailFailure.KeyUsed.class)
                .hasMessageContaining("a key of its own");
        assertThatThrownBy(() -> submit(new KeyedRequest("k1", "submission", "2026-12-01T00:00:00Z"), MESSAGE))
                .isInstanceOf(MailFailure.KeyUsed.class);
        assertThatThrownBy(() -> drafts.begun(account, new KeyedRequest("k1", "draft")))
                .isInstanceOf(MailFailure.KeyUsed.class);
        assertThat(posting.outbox.of(account)).hasSize(1);
        assertThat(pieces()).isEqualTo(1);
    }

    @Test
    @DisplayName("S9 one key of two accounts is two keys")
    void belongsToItsAccount() {
        var first = submit(request("k1"), MESSAGE);
        account = posting.account(server);

        assertThat(submit(request("k1"), MESSAGE).id()).isNotEqualTo(first.id());
    }

    @Test
    @DisplayName("S9 a key counts for a day, at every node and after a restart")
    void countsForADayEverywhere() {
        var first = submit(request("k1"), MESSAGE);
        var again = request("k1");
        again.reading(Posting.octets(MESSAGE));

        var otherNode = new KeyedRequests(database, posting.clock).made(account, again);
        posting.clock.forward(Duration.ofHours(25));

        assertThat(otherNode).contains(first.id().toString());
        assertThat(submit(request("k1"), MESSAGE).id()).isNotEqualTo(first.id());
    }

    @Test
    @DisplayName("S9 of many at once with one key one is taken, and all are answered with it")
    void countsOnceForManyAtOnce() throws Exception {
        var tasks = IntStream.range(0, 8)
                .mapToObj(number -> (Callable<SubmissionId>)
                        () -> submit(request("k1"), MESSAGE).id())
                .toList();
        var answers = new ArrayList<SubmissionId>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<SubmissionId> task : threads.invokeAll(tasks)) {
                answers.add(task.get());
            }
        }

        assertThat(answers).hasSize(8);
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(posting.outbox.of(account)).hasSize(1);
        assertThat(pieces()).isEqualTo(1);
        posting.work();
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    @DisplayName("S9 what could not be taken leaves no key behind")
    void leavesNoKeyWhereItFailed() {
        assertThatThrownBy(() -> submit(request("k1"), MESSAGE.replace("apples are", "app\0les are")))
                .isInstanceOf(MailFailure.MessageUnfit.class);

        assertThat(submit(request("k1"), MESSAGE).state()).isEqualTo(Submission.State.QUEUED);
    }

    @Test
    @DisplayName("S9 a draft is begun once for one key, and a repetition of one that is gone begins none")
    void beginsADraftOnce() {
        var content = DraftContent.blank().saying("Boats", "Hello", null);

        var first = drafts.begin(account, content, new KeyedRequest("d1", "draft"));
        var second = drafts.begun(account, new KeyedRequest("d1", "draft"));
        var late = drafts.begin(account, content, new KeyedRequest("d1", "draft"));
        drafts.discard(account, first.id());

        assertThat(second).hasValueSatisfying(draft -> assertThat(draft.id()).isEqualTo(first.id()));
        assertThat(late.id()).isEqualTo(first.id());
        assertThatThrownBy(() -> drafts.begun(account, new KeyedRequest("d1", "draft")))
                .isInstanceOf(MailFailure.NoSuchDraft.class);
        assertThat(drafts.of(account)).isEmpty();
    }

    @Test
    @DisplayName("S9 a draft is sent once for one key, also when it is gone")
    void sendsADraftOnce() {
        var content = DraftContent.blank()
                .to(List.of(new Address(null, "ada@vale.example")), List.of())
                .saying("Boats", "Hello", null);
        var draft = drafts.begin(account, content, null);
        var sent = drafts.send(account, draft.id(), draft.version(), Duration.ZERO, null, request("s1"));
        posting.work();
        rounds.followUp();

        var repeated = posting.outbox.made(account, request("s1"));

        assertThat(drafts.find(account, draft.id())).isEmpty();
        assertThat(repeated).hasValueSatisfying(one -> assertThat(one.id()).isEqualTo(sent.id()));
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    @DisplayName("S9 a file is stored once for one key, and another file with it is refused")
    void storesAFileOnce() throws IOException {
        var first = upload("u1", null, Posting.octets("PDF"));
        var second = upload("u1", null, Posting.octets("PDF"));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(count("upload")).isEqualTo(1);
        assertThatThrownBy(() -> upload("u1", null, Posting.octets("PDF 2"))).isInstanceOf(MailFailure.KeyUsed.class);
        try (var octets = uploads.open(uploads.require(account, first.id()))) {
            assertThat(octets).hasContent("PDF");
        }
    }

    @Test
    @DisplayName("S9 a file whose octets broke off is not taken for the whole one by a repetition")
    void doesNotTakeABrokenFileForAWholeOne() throws IOException {
        var broken = new SequenceInputStream(Posting.octets("PD"), breaking());

        assertThatThrownBy(() -> upload("u1", null, broken)).isInstanceOf(UncheckedIOException.class);
        var whole = upload("u1", null, Posting.octets("PDF"));

        assertThat(whole.size()).isEqualTo(3);
        assertThat(count("upload")).isEqualTo(1);
    }

    private Upload upload(String key, @Nullable Long size, InputStream octets) {
        var request = new KeyedRequest(key, "upload", LABEL);
        return uploads.take(account, LABEL, size, request.reading(octets), request);
    }

    private static InputStream breaking() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken off");
            }
        };
    }

    @Test
    void aKeyIsALineOfAscii() {
        for (var bad : new String[] {"", " ", "k\n1", "ä", "k".repeat(256)}) {
            assertThatThrownBy(() -> request(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aBodyThatIsClosedAtItsEndIsKnown() throws IOException {
        var closed = request("k");
        try (var body = new SequenceInputStream(
                Posting.octets(""), closed.reading(new BufferedInputStream(Posting.octets("body"))))) {
            body.transferTo(OutputStream.nullOutputStream());
        }
        var unread = request("k");
        unread.reading(Posting.octets("body"));

        assertThat(closed.fingerprint())
                .isEqualTo(unread.fingerprint())
                .isNotEqualTo(request("k").fingerprint());
    }

    @Test
    void parametersDoNotRunTogether() {
        assertThat(new KeyedRequest("k", "a", "bc").fingerprint())
                .isNotEqualTo(new KeyedRequest("k", "ab", "c").fingerprint())
                .isEqualTo(new KeyedRequest("k", "a", "bc").fingerprint());
    }

    private long count(String table) {
        return database.sql("SELECT COUNT(*) FROM " + table + " WHERE account_id = ?")
                .param(account.id().toString())
                .query(Long.class)
                .single();
    }

    private long pieces() {
        return count("submission_piece");
    }
}
