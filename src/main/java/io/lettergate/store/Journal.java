package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * What describes the message files beside the database: for each account, files of lines that are only added to. A process
 * writes files of its own, so that no two ever write the same.
 */
@Component
class Journal {

    static final String ENDING = ".jsonl";

    private final Path accounts;
    private final Folders folders;
    private final Clock clock;
    private final String process = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong last = new AtomicLong();
    private final ConcurrentMap<AccountId, Object> locks = new ConcurrentHashMap<>();
    private final ConcurrentMap<AccountId, Path> open = new ConcurrentHashMap<>();
    private final Set<AccountId> behind = ConcurrentHashMap.newKeySet();
    private final Set<AccountId> gone = ConcurrentHashMap.newKeySet();

    Journal(StoreSettings settings, Folders folders, Clock clock) {
        this.accounts = settings.directory().resolve("accounts");
        this.folders = folders;
        this.clock = clock;
    }

    /** Where all accounts have their files. */
    Path accounts() {
        return accounts;
    }

    Path of(AccountId account) {
        return accounts.resolve(account.toString());
    }

    /** Adds lines, which are on the disk when this returns, if they are to be durable. */
    void add(AccountId account, List<? extends Line> lines, boolean durable) throws IOException {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(Json.of(line)).append('\n'));
        var octets = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        synchronized (locks.computeIfAbsent(account, none -> new Object())) {
            if (gone.contains(account)) {
                return;
            }
            try (var channel = FileChannel.open(file(account), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                while (octets.hasRemaining()) {
                    channel.write(octets);
                }
                if (durable) {
                    channel.force(false);
                }
            } catch (IOException | RuntimeException failure) {
                // Half a line may be its last: the next goes to another file.
                open.remove(account);
                throw failure;
            }
        }
    }

    /** Notes that something is missing in it, until it is written anew. */
    void fallBehind(AccountId account) {
        behind.add(account);
    }

    boolean isBehind(AccountId account) {
        return behind.contains(account);
    }

    /** Removes all files of an account that is gone; what comes late about it is not written any more. */
    void forget(AccountId account) throws IOException {
        synchronized (locks.computeIfAbsent(account, none -> new Object())) {
            gone.add(account);
            open.remove(account);
            if (Files.notExists(of(account))) {
                return;
            }
            try (var files = Files.list(of(account))) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(of(account));
            MessageFiles.settle(accounts);
        }
    }

    /** Goes on in a new file, as all of it will be written anew. */
    void turn(AccountId account) {
        behind.remove(account);
        synchronized (locks.computeIfAbsent(account, none -> new Object())) {
            open.remove(account);
        }
    }

    /** Whether this process wrote a file. */
    boolean isOurs(Path file) {
        return file.getFileName().toString().endsWith("-" + process + ENDING);
    }

    /** Whether a file is the one that is written now. */
    boolean isOpen(AccountId account, Path file) {
        return file.equals(open.get(account));
    }

    /** The accounts that have files, and all files of each, oldest first. */
    List<AccountId> known() throws IOException {
        if (Files.notExists(accounts)) {
            return List.of();
        }
        try (var folders = Files.list(accounts)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f-]{36}"))
                    .sorted()
                    .map(name -> new AccountId(UUID.fromString(name)))
                    .toList();
        }
    }

    List<Path> files(AccountId account) throws IOException {
        if (Files.notExists(of(account))) {
            return List.of();
        }
        try (var files = Files.list(of(account))) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    private Path file(AccountId account) throws IOException {
        var known = open.get(account);
        if (known != null && Files.exists(known)) {
            return known;
        }
        var folder = of(account);
        folders.require(folder);
        var moment = last.updateAndGet(before -> Math.max(before + 1, clock.millis()));
        var file = folder.resolve("%013d-%s%s".formatted(moment, process, ENDING));
        if (Files.notExists(file)) {
            Files.createFile(file);
            MessageFiles.settle(folder);
        }
        open.put(account, file);
        return file;
    }
}
