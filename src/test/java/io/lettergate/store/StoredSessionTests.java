package io.lettergate.store;

import io.lettergate.accounts.Account;
import io.lettergate.mailbox.spi.MailSession;
import io.lettergate.mailbox.spi.MailSessionContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, on mail that lives here. */
class StoredSessionTests implements MailSessionContract {

    @TempDir
    Path directory;

    private StoreFixture store;
    private Account account;

    @BeforeEach
    void open() {
        store = new StoreFixture(directory);
        account = store.account("robin@vale.example");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public String serverName() {
        return "Lettergate's own store";
    }

    @Override
    public List<String> commands() {
        return List.of();
    }

    @Override
    public void deliver(byte[] message) {
        try {
            store.keep(account, List.of(store.arrival(message, UUID.randomUUID().toString(), 0)), kept -> {});
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public <T> T inSession(Function<MailSession, T> work) {
        return store.bean(StoreConnector.class).inSession(account, work);
    }
}
