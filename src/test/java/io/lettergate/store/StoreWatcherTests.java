package io.lettergate.store;

import static io.lettergate.store.StoreFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.spi.MailChange;
import io.lettergate.mailbox.spi.MailSession;
import io.lettergate.mailbox.spi.MailWatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreWatcherTests {

    @TempDir
    Path directory;

    private final BlockingQueue<MailChange> heard = new LinkedBlockingQueue<>();
    private final List<String> marks = new ArrayList<>();
    private final List<MailWatcher.Watch> watches = new ArrayList<>();
    private StoreFixture store;
    private Account account;

    @BeforeEach
    void open() {
        store = new StoreFixture(directory);
        account = store.account("robin@vale.example");
    }

    @AfterEach
    void close() {
        watches.forEach(MailWatcher.Watch::close);
        store.close();
    }

    @Test
    void tellsOfNewMailAtOnce() throws Exception {
        watch(null);
        assertThat(next()).isEqualTo(new MailChange.WatchBegan());

        store.keep(account, message("one"));

        assertThat(next()).isEqualTo(new MailChange.MessagesArrived(MailboxName.INBOX, List.of(row(0).ref())));
        assertThat(next()).isEqualTo(new MailChange.MailboxChanged(MailboxName.INBOX, 1, 1));
    }

    @Test
    void tellsWhatHappenedInAnyMailboxSinceAMark() throws Exception {
        store.keep(account, message("one"), message("two"));
        watch(null);
        next();
        watches.forEach(MailWatcher.Watch::close);
        var first = row(1).ref();
        var second = row(0).ref();
        var archive = new MailboxName("Archive");
        during(session -> session.flag(List.of(first), Set.of(Flag.SEEN), Set.of()));
        during(session -> session.move(List.of(second), archive));
        during(session -> session.rename(new MailboxName("Sent"), new MailboxName("Out")));

        watch(marks.getLast());

        var told = List.of(next(), next(), next(), next(), next(), next(), next(), next());
        assertThat(told)
                .contains(
                        new MailChange.MailboxRemoved(new MailboxName("Sent")),
                        new MailChange.MessagesFlagged(MailboxName.INBOX, List.of(first)),
                        new MailChange.MessagesRemoved(MailboxName.INBOX, List.of(second)),
                        new MailChange.MailboxChanged(MailboxName.INBOX, 1, 0),
                        new MailChange.MailboxChanged(archive, 1, 1),
                        new MailChange.MailboxCreated(new MailboxName("Out")));
    }

    @Test
    void noticesWhatAnotherProcessChanges() throws Exception {
        watch(null);
        next();
        try (var other = new StoreFixture(directory)) {
            other.keep(account, message("one"));
        }

        store.bean(StorePolling.class).poll();

        assertThat(next()).isInstanceOf(MailChange.MessagesArrived.class);
    }

    private void watch(String mark) {
        watches.add(store.bean(StoreWatcher.class).watch(account, mark, (changes, now) -> {
            marks.add(now);
            heard.addAll(changes);
        }));
    }

    private MailChange next() throws InterruptedException {
        var change = heard.poll(20, TimeUnit.SECONDS);
        assertThat(change).isNotNull();
        return change;
    }

    private MessageSummary row(int index) {
        return store.bean(StoreConnector.class)
                .inSession(account, session -> session.messages(MailboxName.INBOX, MessageQuery.newest(9)))
                .messages()
                .get(index);
    }

    private void during(Consumer<MailSession> work) throws IOException {
        store.bean(StoreConnector.class).inSession(account, session -> {
            work.accept(session);
            return true;
        });
    }
}
