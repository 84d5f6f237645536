package io.lettergate.store;

import io.lettergate.mail.Flag;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * An account's mail as its journal tells. Lines that a crash tore are passed over; lines of what was then not committed may
 * stand there, and lose against what came after. A message that loses its place to another gets a new one: nothing is lost.
 */
final class Replay {

    static final String SNAPSHOT = "snapshot-";

    private final Map<Long, Folder> folders = new LinkedHashMap<>();
    private final Map<Long, Message> byNumber = new HashMap<>();
    private final Map<Line.Origin, Message> byOrigin = new HashMap<>();
    private final Map<String, Line.Known> known = new LinkedHashMap<>();
    private final Set<String> letters = new LinkedHashSet<>();
    private @Nullable AccountFacts facts;
    private long modSeq;
    private long number;
    private int torn;

    /** Reads the newest snapshot, and what was written after it. */
    static Replay of(List<Path> files) throws IOException {
        var replay = new Replay();
        var snapshot = files.stream().filter(Replay::isSnapshot).max(Comparator.comparingLong(Replay::version));
        var since = snapshot.isPresent() ? version(snapshot.get()) : -1;
        List<Line> lines = new ArrayList<>();
        for (var file : files) {
            if (!isSnapshot(file)) {
                replay.read(file).stream().filter(line -> line.modSeq() > since).forEach(lines::add);
            }
        }
        lines.sort(Comparator.comparingLong(Line::modSeq));
        if (snapshot.isPresent()) {
            replay.read(snapshot.get()).forEach(replay::take);
        }
        lines.forEach(replay::take);
        return replay;
    }

    static boolean isSnapshot(Path file) {
        return file.getFileName().toString().startsWith(SNAPSHOT);
    }

    static long version(Path snapshot) {
        var name = snapshot.getFileName().toString();
        return Long.parseLong(name.substring(SNAPSHOT.length(), name.length() - Journal.ENDING.length()));
    }

    private List<Line> read(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        // Octets that are no UTF-8 do not make it fail, as they would in other readers.
        try (var reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    read(line, lines);
                }
            }
        }
        return lines;
    }

    private void read(String line, List<Line> lines) {
        try {
            lines.add(Json.line(line));
        } catch (JacksonException | IllegalArgumentException unreadable) {
            torn++;
        }
    }

    private void take(Line line) {
        modSeq = Math.max(modSeq, line.modSeq());
        switch (line) {
            case Line.Account account -> facts = account.facts();
            case Line.Mailbox mailbox -> folder(mailbox.mailbox()).become(mailbox);
            case Line.MailboxGone gone -> folders.remove(gone.mailbox());
            case Line.Stored stored -> store(stored);
            case Line.Marked marked -> mark(marked);
            case Line.Removed removed -> {
                var folder = folder(removed.mailbox());
                removed.uids().forEach(folder::remove);
            }
            case Line.Known gone -> {
                number = Math.max(number, gone.number());
                known.put(name(gone.origin()), gone);
            }
            case Line.Letter letter -> letters.add(letter.key());
        }
    }

    private Folder folder(long mailbox) {
        return folders.computeIfAbsent(mailbox, Folder::new);
    }

    private void store(Line.Stored line) {
        number = Math.max(number, line.number());
        var message = byNumber.get(line.number());
        if (message == null || !message.isOf(line)) {
            message = new Message(line);
            byNumber.put(line.number(), message);
        }
        var origin = line.origin();
        if (origin != null) {
            var twin = byOrigin.put(origin, message);
            if (twin != null && !twin.equals(message)) {
                forget(twin);
            }
            message.origin = origin;
        }
        var folder = folder(line.mailbox());
        var before = folder.put(line.uid(), new Entry(message, FlagText.read(line.flags())));
        if (before != null && !before.message.equals(message)) {
            folder.displaced.add(before);
        }
    }

    /** It was stored, but not committed, and then came again. */
    private void forget(Message twin) {
        folders.values().forEach(folder -> {
            folder.entries.values().removeIf(entry -> entry.message.equals(twin));
            folder.displaced.removeIf(entry -> entry.message.equals(twin));
        });
    }

    private void mark(Line.Marked line) {
        var folder = folder(line.mailbox());
        line.uids()
                .forEach(uid -> folder.entries.computeIfPresent(uid, (same, entry) -> {
                    Set<Flag> flags = new HashSet<>(entry.flags);
                    flags.addAll(FlagText.read(line.set()));
                    flags.removeAll(FlagText.read(line.cleared()));
                    return new Entry(entry.message, flags);
                }));
    }

    @Nullable
    AccountFacts facts() {
        return facts;
    }

    long modSeq() {
        return modSeq;
    }

    /** The highest number that any message ever had, as far as is known. */
    long number() {
        return number;
    }

    int torn() {
        return torn;
    }

    Set<String> letters() {
        return letters;
    }

    /** The mailboxes, each with all that lies in it. */
    List<Folder> folders() {
        folders.values().forEach(Folder::settle);
        return List.copyOf(folders.values());
    }

    /** The messages that lie in any mailbox. */
    Set<Message> messages() {
        return folders().stream()
                .flatMap(folder -> folder.entries.values().stream())
                .map(entry -> entry.message)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Collected messages that were removed here. */
    List<Line.Known> removed() {
        var here = messages();
        Map<String, Line.Known> removed = new LinkedHashMap<>(known);
        byOrigin.forEach((origin, message) -> {
            if (here.contains(message)) {
                removed.remove(name(origin));
            } else {
                var line = message.line;
                removed.put(
                        name(origin),
                        new Line.Known(modSeq, line.number(), line.digest(), line.size(), line.storedAt(), origin));
            }
        });
        return List.copyOf(removed.values());
    }

    private static String name(Line.Origin origin) {
        return origin.ordinal() + " " + origin.uidl();
    }

    /** A message as its line tells. */
    static final class Message {

        final Line.Stored line;
        Line.@Nullable Origin origin;

        Message(Line.Stored line) {
            this.line = line;
        }

        /** A number that was given but not committed is given again, maybe to another with the same octets. */
        private boolean isOf(Line.Stored other) {
            return line.digest().equals(other.digest())
                    && (origin == null || other.origin() == null || origin.equals(other.origin()));
        }
    }

    /** A message in a mailbox. */
    static final class Entry {

        final Message message;
        final Set<Flag> flags;

        Entry(Message message, Set<Flag> flags) {
            this.message = message;
            this.flags = flags;
        }
    }

    /** A mailbox. */
    static final class Folder {

        final long uidValidity;
        final TreeMap<Long, Entry> entries = new TreeMap<>();
        private final List<Entry> displaced = new ArrayList<>();
        private Line.@Nullable Mailbox line;
        private long highest;

        Folder(long uidValidity) {
            this.uidValidity = uidValidity;
        }

        private void become(Line.Mailbox now) {
            line = now;
        }

        Line.@Nullable Mailbox line() {
            return line;
        }

        private @Nullable Entry put(long uid, Entry entry) {
            highest = Math.max(highest, uid);
            return entries.put(uid, entry);
        }

        private void remove(long uid) {
            highest = Math.max(highest, uid);
            entries.remove(uid);
        }

        /** Above that of every message that ever lay there: none is given out twice. */
        long uidNext() {
            return Math.max(line == null ? 1 : line.uidNext(), highest + 1);
        }

        private void settle() {
            displaced.forEach(entry -> put(uidNext(), entry));
            displaced.clear();
        }
    }
}
