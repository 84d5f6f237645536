package io.lettergate.sending.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.ScriptedSmtpServer;
import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.KeyedRequest;
import io.lettergate.sending.KeyedRequests;
import io.lettergate.sending.Submission;
import io.lettergate.sending.beginnings.Reopening;
import io.lettergate.sending.drafts.Draft;
import io.lettergate.sending.drafts.Drafts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

/** Requests with one key at the same time, and those that died in the middle of what they did. */
@SpringBootTest(
        properties = {
            "lettergate.sending.enabled=false",
            "lettergate.pop3.poller.enabled=false",
            "lettergate.accounts.plain-text=true"
        })
@Import(Posting.Parts.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Timeout(180)
class RequestsUnderWayTests {

    private static final Duration DEAD = Duration.ofMinutes(6);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> deeds = new ArrayList<>();
    private final Posting posting;
    private final KeyedRequests requests;
    private final Reopening reopening;
    private final Drafts drafts;
    private final JdbcClient database;
    private ScriptedSmtpServer server;
    private Account account;

    RequestsUnderWayTests(
            Posting posting, KeyedRequests requests, Reopening reopening, Drafts drafts, JdbcClient database) {
        this.posting = posting;
        this.requests = requests;
        this.reopening = reopening;
        this.drafts = drafts;
        this.database = database;
    }

    @BeforeEach
    void begin() {
        server = new ScriptedSmtpServer();
        account = posting.account(server);
    }

    @AfterEach
    void end() throws IOException {
        threads.shutdownNow();
        server.close();
        database.sql("DELETE FROM draft").update();
        database.sql("DELETE FROM submission").update();
    }

    private static KeyedRequest request(String key) {
        return new KeyedRequest(key, "deed", null);
    }

    private String once(KeyedRequest request, String made) {
        return requests.once(account, request, made, own -> deeds.add(own));
    }

    /** Begins something with a key, and is in the middle of it until told. */
    private Future<String> held(String made, CountDownLatch until) throws InterruptedException {
        var isUnderWay = new CountDownLatch(1);
        var future = threads.submit(() -> requests.once(account, request("k1"), made, own -> {
            isUnderWay.countDown();
            until.await();
        }));
        isUnderWay.await();
        return future;
    }

    @Test
    @DisplayName("S9 while a request is under way, the same one is told to come back, and then what the first one made")
    void oneOfTwoActs() throws Exception {
        var end = new CountDownLatch(1);
        var first = held("one", end);
        var second = request("k1");

        assertThatThrownBy(() -> once(request("k1"), "two"))
                .isInstanceOfSatisfying(
                        MailFailure.KeyBusy.class,
                        busy -> assertThat(busy.retryAfter()).isPositive());
        assertThatThrownBy(() -> requests.made(account, request("k1"))).isInstanceOf(MailFailure.KeyBusy.class);
        assertThatThrownBy(() -> requests.made(account, new KeyedRequest("k1", "other")))
                .isInstanceOf(MailFailure.KeyUsed.class);
        end.countDown();

        assertThat(first.get()).isEqualTo("one");
        assertThat(once(second, "two")).isEqualTo("one");
        assertThat(second.isRepeated()).isTrue();
        assertThat(deeds).isEmpty();
    }

    @Test
    @DisplayName("S9 what failed leaves its key free")
    void aFailureLeavesTheKeyFree() {
        assertThatThrownBy(() -> requests.once(account, request("k1"), "one", own -> {
                    throw new IOException("away");
                }))
                .isInstanceOf(IOException.class);

        assertThat(once(request("k1"), "two")).isEqualTo("two");
        assertThat(deeds).containsExactly("two");
    }

    @Test
    @DisplayName("S9 where the first one died, a later one goes on with what it was about to make")
    void aLaterOneGoesOnForOneThatDied() throws Exception {
        var end = new CountDownLatch(1);
        var dead = held("one", end);

        posting.clock.forward(DEAD);
        var later = once(request("k1"), "two");
        end.countDown();

        assertThat(later).isEqualTo("one");
        assertThat(deeds).containsExactly("one");
        assertThat(dead.get()).isEqualTo("one");
        assertThat(requests.made(account, request("k1"))).contains("one");
    }

    @Test
    @DisplayName("S9 a key of one that died is no obstacle to what is made within the database")
    void oneThatDiedIsNoObstacle() throws Exception {
        var dead = held("one", new CountDownLatch(1));

        assertThat(requests.make(account, request("k1"), "two", () -> true)).isFalse();
        posting.clock.forward(DEAD);

        assertThat(requests.make(account, request("k1"), "two", () -> true)).isTrue();
        assertThat(requests.made(account, request("k1"))).contains("two");
        assertThat(dead).isNotDone();
    }

    private Submission cancelled() {
        return posting.outbox.cancel(account, posting.outbox.submit(account, Posting.letter("ada@vale.example")));
    }

    private static KeyedRequest reopens(Submission submission) {
        return new KeyedRequest("r1", "reopening", submission.id());
    }

    private Draft reopened(Submission submission) throws InterruptedException {
        return reopened(submission, reopens(submission));
    }

    private Draft reopened(Submission submission, @Nullable KeyedRequest request) throws InterruptedException {
        while (true) {
            try {
                return reopening.reopen(account, submission.id().toString(), request);
            } catch (MailFailure.KeyBusy busy) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    @Test
    @DisplayName("S9 of many at once that reopen a message with one key, all get the same draft")
    void reopensOnceForManyAtOnce() throws Exception {
        var submission = cancelled();

        reopensOnce(submission, () -> reopened(submission).id());
    }

    @Test
    @DisplayName("a button that is pressed several times makes one draft")
    void reopensOnceForPressesOfAButton() throws Exception {
        var submission = cancelled();

        reopensOnce(submission, () -> reopened(submission, null).id());
    }

    private void reopensOnce(Submission submission, Callable<String> press) throws Exception {
        var tasks = Collections.nCopies(6, press);
        var made = new ArrayList<String>();

        for (Future<String> task : threads.invokeAll(tasks)) {
            made.add(task.get());
        }

        assertThat(made).hasSize(6).containsOnly(made.getFirst());
        assertThat(drafts.of(account)).hasSize(1);
        assertThat(posting.outbox.find(account, submission.id())).isEmpty();
    }

    @Test
    @DisplayName("S9 reopened, and died before that was noted: the next one finds the draft")
    void findsTheDraftOfOneThatDied() throws Exception {
        var submission = cancelled();
        var draft = reopening.reopen(account, submission.id().toString(), null);
        database.sql("""
                        INSERT INTO keyed_request
                            (account_id, request_key, fingerprint, made, noted_at, under_way_until)
                        VALUES (?, 'r1', ?, ?, ?, 1)""")
                .params(account.id().toString(), reopens(submission).fingerprint())
                .params(draft.id(), posting.clock.millis())
                .update();

        assertThat(reopened(submission).id()).isEqualTo(draft.id());
        assertThat(drafts.of(account)).hasSize(1);
    }

    @Test
    void nothingIsReopenedThatIsNotThere() {
        assertThatThrownBy(() -> reopening.reopen(account, "4711", request("r1")))
                .isInstanceOf(MailFailure.NoSuchSubmission.class);

        assertThat(requests.made(account, request("r1"))).isEmpty();
    }
}
