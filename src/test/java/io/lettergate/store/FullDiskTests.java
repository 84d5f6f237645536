package io.lettergate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.accounts.Account;
import io.lettergate.store.Intake.Arrival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full while messages come, with files, journal and database on it. */
class FullDiskTests {

    private static final int MEGABYTES = 8;
    private static final int BATCHES = 200;

    @TempDir
    Path directory;

    @Test
    @DisplayName("P7 on a full disk nothing is half kept, and what was kept before is whole")
    void keepsNothingHalf() throws Exception {
        try (var disk = SmallDisk.at(directory.resolve("small"), MEGABYTES);
                var store = new StoreFixture(disk.place())) {
            var account = store.account("robin@vale.example");
            var random = new Random(7);

            int kept = fill(store, account, random);

            assertThat(kept).isPositive();
            assertThat(whole(store, account)).hasSize(kept).doesNotContain(false);
        }
    }

    @Test
    @DisplayName("P7 once there is room again, messages are kept again")
    void goesOnOnceThereIsRoom() throws Exception {
        try (var disk = SmallDisk.at(directory.resolve("small"), MEGABYTES);
                var store = new StoreFixture(disk.place())) {
            var account = store.account("robin@vale.example");
            store.keep(account, StoreFixture.message("before", "Before."));
            var filler = disk.fill();
            assertThatThrownBy(() -> keep(store, account, "while", new Random(1)))
                    .isInstanceOf(IOException.class);
            Files.delete(filler);

            keep(store, account, "after", new Random(2));

            assertThat(whole(store, account)).hasSize(2).doesNotContain(false);
        }
    }

    /** Keeps messages until there is no more room; answers how many were kept. */
    private static int fill(StoreFixture store, Account account, Random random) {
        for (int batch = 0; batch < BATCHES; batch++) {
            try {
                keep(store, account, "message-" + batch, random);
            } catch (IOException full) {
                return batch;
            }
        }
        throw new IllegalStateException("The disk was too large");
    }

    private static void keep(StoreFixture store, Account account, String name, Random random) throws IOException {
        var octets = new byte[100_000];
        random.nextBytes(octets);
        List<Arrival> arrivals = new ArrayList<>();
        arrivals.add(store.arrival(octets, name, 0));
        store.keep(account, arrivals, kept -> {});
    }

    /** Whether each copy of the account can be read as it was taken in. */
    private static List<Boolean> whole(StoreFixture store, Account account) {
        return store
                .database()
                .sql("SELECT digest FROM store_message WHERE account_id = ?")
                .param(account.id().toString())
                .query(String.class)
                .list()
                .stream()
                .map(digest -> isWhole(store, new Digest(digest)))
                .toList();
    }

    private static boolean isWhole(StoreFixture store, Digest digest) {
        try {
            return MessageFiles.digest(store.bean(MessageFiles.class).of(digest))
                    .equals(digest);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
