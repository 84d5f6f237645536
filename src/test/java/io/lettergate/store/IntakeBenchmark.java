package io.lettergate.store;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.Uid;
import io.lettergate.mailbox.Cursor;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Sort;
import io.lettergate.mailbox.spi.MailSession;
import io.lettergate.store.Intake.Arrival;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** How fast small messages come in, and lists go out. */
@EnabledIfSystemProperty(
        named = "lettergate.bench",
        matches = "true",
        disabledReason = "it takes minutes; -Dlettergate.bench=true runs it")
class IntakeBenchmark {

    private static final int BATCH = 100;
    private static final int MESSAGES = Integer.getInteger("lettergate.benchmark.messages", 20_000);
    private static final String WORDS = "boat harbour tide letter meeting invoice garden report window table project "
            + "morning answer question number street summer winter travel music kitchen";

    @TempDir
    Path directory;

    @Test
    void measures() throws IOException {
        try (var store = new StoreFixture(directory)) {
            var account = store.account("robin@vale.example");
            fill(store, account, 2_000, 0);
            var rate = fill(store, account, MESSAGES, 2_000);
            System.out.printf("%d messages: %.0f a second%n", MESSAGES, rate);
            lists(store, account);
        }
    }

    private static double fill(StoreFixture store, Account account, int messages, int from) throws IOException {
        var random = new Random(1);
        var start = System.nanoTime();
        for (int batch = 0; batch < messages / BATCH; batch++) {
            List<Arrival> arrivals = new ArrayList<>();
            for (int index = 0; index < BATCH; index++) {
                var number = from + batch * BATCH + index;
                arrivals.add(store.arrival(letter(number, random), "uid-" + number, 0));
            }
            store.keep(account, arrivals, kept -> {});
        }
        return messages * 1e9 / (System.nanoTime() - start);
    }

    private static String letter(int number, Random random) {
        var words = WORDS.split(" ");
        var body = new StringBuilder();
        for (int word = 0; word < 200; word++) {
            body.append(words[random.nextInt(words.length)]).append(word % 10 == 9 ? "\r\n" : " ");
        }
        return "Received: from a by b; Sat, 1 Feb 2020 10:00:00 +0000\r\nFrom: Ada " + number % 50
                + " <ada@example.org>\r\nTo: robin@vale.example\r\nSubject: letter " + number
                + "\r\nDate: Sat, 1 Feb 2020 10:00:00 +0000\r\nMessage-ID: <" + number + "@example.org>\r\n"
                + (number % 3 == 0 ? "References: <" + (number - 3) + "@example.org>\r\n" : "")
                + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + body;
    }

    private static void lists(StoreFixture store, Account account) {
        store.bean(StoreConnector.class).inSession(account, session -> {
            var inbox = MailboxName.INBOX;
            var first = session.messages(inbox, MessageQuery.newest(50));
            var middle = new Cursor(
                    Cursor.Direction.OLDER, first.messages().getFirst().ref().uidValidity(), new Uid(MESSAGES / 2));
            time("newest 50", () -> session.messages(inbox, MessageQuery.newest(50)));
            time("50 from the middle", () -> session.messages(inbox, new MessageQuery(50, middle, Set.of(), null)));
            time("by subject", () -> list(session, Sort.parse("subject"), null, false));
            time("conversations", () -> list(session, Sort.NEWEST, null, true));
            time("found in many", () -> list(session, Sort.NEWEST, "harbour", false));
            time("found in few", () -> list(session, Sort.NEWEST, "1234", false));
            time(
                    "marked",
                    () -> session.flag(List.of(first.messages().getFirst().ref()), Set.of(Flag.SEEN), Set.of()));
            time("mailboxes", session::mailboxes);
            return true;
        });
    }

    private static Object list(MailSession session, Sort sort, String words, boolean collapsed) {
        return session.messages(MailboxName.INBOX, new MessageQuery(50, null, Set.of(), words, sort, collapsed));
    }

    private static void time(String what, Supplier<Object> work) {
        work.get();
        var start = System.nanoTime();
        for (int run = 0; run < 10; run++) {
            work.get();
        }
        System.out.printf("%s: %.1f ms%n", what, (System.nanoTime() - start) / 1e7);
    }
}
