package io.lettergate.pop3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.ScriptedPop3Server;
import io.lettergate.accounts.Account;
import io.lettergate.collecting.Ledger;
import io.lettergate.collecting.LedgerRow;
import io.lettergate.net.Ticker;
import io.lettergate.store.Incoming;
import io.lettergate.store.Intake;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;

/** Mail is collected and removed while the process dies at any step; at the end each message is here once. */
@SpringBootTest(properties = "lettergate.pop3.poller.enabled=false")
@Import(Looking.Parts.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class CrashTests {

    private static final int CRASHES = 60;

    private final Looking looking;
    private final Drops drops;
    private final Ledger ledger;
    private final Recollecting recollecting;
    private final PollerSettings settings;
    private final Ticker ticker;
    private final Random random = new Random(4);
    private final List<String> delivered = new ArrayList<>();
    private int crashes;

    CrashTests(
            Looking looking,
            Drops drops,
            Ledger ledger,
            Recollecting recollecting,
            PollerSettings settings,
            Ticker ticker) {
        this.looking = looking;
        this.drops = drops;
        this.ledger = ledger;
        this.recollecting = recollecting;
        this.settings = settings;
        this.ticker = ticker;
    }

    @Test
    @DisplayName("P1 P2 P3 P5 P7 whenever it dies, nothing is lost and nothing is doubled")
    void losesAndDoublesNothing() throws IOException {
        try (var server = new ScriptedPop3Server()) {
            deliver(server, 3);
            var account = looking.account(server);
            looking.look(account);
            looking.removeAll(account);

            while (crashes < CRASHES) {
                deliver(server, random.nextInt(4));
                dieSomewhere(account);
            }
            settle(account);

            assertThat(server.held()).isEmpty();
            assertThat(looking.rows(account)).allMatch(row -> row.state() == LedgerRow.State.REMOVED);
            assertThat(looking.rows(account)).allMatch(row -> row.message() != null);
            assertThat(looking.rows(account))
                    .extracting(LedgerRow::digest)
                    .containsExactlyInAnyOrderElementsOf(delivered);
            var withTheLetter = delivered.size() + 1L;
            assertThat(looking.collecting.standing(account).here()).isEqualTo(withTheLetter);
        }
    }

    private void dieSomewhere(Account account) {
        var deadly = new Visits(
                one -> dying(Drop.class, drops.open(one)),
                new DyingIntake(),
                recollecting,
                ledger,
                looking.claims,
                settings,
                ticker);
        try {
            looking.look(account, deadly);
        } catch (Died died) {
            crashes++;
        }
    }

    private void settle(Account account) {
        looking.rows(account).stream()
                .filter(row -> row.state() == LedgerRow.State.FAILED)
                .forEach(row -> looking.collecting.collect(account, row.key()));
        for (int at = 0; at < 4; at++) {
            looking.look(account);
        }
    }

    private void deliver(ScriptedPop3Server server, int messages) {
        for (int at = 0; at < messages; at++) {
            var number = delivered.size();
            var letter = ("From: Ada <ada@example.org>\r\nSubject: Letter " + number + "\r\nMessage-ID: <" + number
                            + "@example.org>\r\n\r\nWords " + random.nextLong() + "\r\n")
                    .getBytes(ISO_8859_1);
            server.holding("uid-" + number, letter);
            delivered.add(digest(letter));
        }
    }

    private static String digest(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void mayDie() {
        if (random.nextInt(12) == 0) {
            throw new Died();
        }
    }

    /** The same, but that it may die before and after each step; what was done to the server stays done. */
    private <T> T dying(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    var mayDie = !method.getName().equals("close");
                    try {
                        if (mayDie) {
                            mayDie();
                        }
                        var answer = method.invoke(real, arguments);
                        if (mayDie) {
                            mayDie();
                        }
                        return answer;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }

    /** Nothing that catches failures catches this. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1;
    }

    /** The real store, which may die before, within and after its transaction. */
    private final class DyingIntake implements Intake {

        @Override
        public Incoming begin() throws IOException {
            mayDie();
            return looking.intake.begin();
        }

        @Override
        public Batch prepare(Account account, List<Arrival> arrivals) throws IOException {
            mayDie();
            return looking.intake.prepare(account, arrivals);
        }

        @Override
        public void keep(Batch batch, Consumer<List<Kept>> alongside) throws IOException {
            mayDie();
            looking.intake.keep(batch, kept -> {
                mayDie();
                alongside.accept(kept);
                mayDie();
            });
            mayDie();
        }
    }
}
