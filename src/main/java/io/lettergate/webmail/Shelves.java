package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.Mailboxes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Puts all accounts of a person side by side, each with its mailboxes. They are asked at the same time, and one whose
 * server is down or slow says so on its own shelf and keeps nobody from the mail of the others.
 */
@Component
class Shelves implements DisposableBean {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Mailboxes mailboxes;
    private final FolderNames names;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("shelf-", 0).factory());

    Shelves(Mailboxes mailboxes, FolderNames names) {
        this.mailboxes = mailboxes;
        this.names = names;
    }

    /**
     * All of them, in the order of the accounts.
     *
     * @throws MailFailure.SignInNeeded if the password of the account is not held that its person signs in with
     */
    List<Shelf> of(SignedIn reader, @Nullable Spot current, Almanac almanac) {
        var accounts = reader.accounts();
        if (accounts.size() == 1) {
            return List.of(shelfOrProblem(accounts.getFirst(), reader, current, almanac));
        }
        List<CompletableFuture<Shelf>> asked = new ArrayList<>();
        for (var account : accounts) {
            asked.add(CompletableFuture.supplyAsync(() -> shelfOrProblem(account, reader, current, almanac), threads)
                    .completeOnTimeout(Shelf.late(account), PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        }
        return asked.stream().map(Shelves::joined).toList();
    }

    private static Shelf joined(CompletableFuture<Shelf> asked) {
        try {
            return asked.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private Shelf shelfOrProblem(Account account, SignedIn reader, @Nullable Spot current, Almanac almanac) {
        try {
            return shelf(account, current, almanac);
        } catch (MailFailure failure) {
            var first = account.id().equals(reader.account().id());
            if (first && failure instanceof MailFailure.SignInNeeded) {
                throw failure;
            }
            return Shelf.failed(account, failure);
        }
    }

    private Shelf shelf(Account account, @Nullable Spot current, Almanac almanac) {
        var folders = mailboxes.all(account).stream()
                .map(mailbox -> Folder.of(
                        mailbox, names.of(mailbox, almanac.locale()), current != null && current.is(account, mailbox)))
                .toList();
        return new Shelf(
                account.id().toString(),
                account.address(),
                account.protocol(),
                folders,
                Room.of(mailboxes.storage(account).orElse(null)),
                null);
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
