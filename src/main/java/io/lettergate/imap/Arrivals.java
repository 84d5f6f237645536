package io.lettergate.imap;

import io.lettergate.mailbox.spi.OctetSink;
import io.lettergate.mailbox.spi.Poured;
import io.lettergate.mailbox.spi.Section;
import io.lettergate.mailbox.spi.Stretch;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What has come of the chunks that were asked for. Each says by its origin where it belongs (RFC 9051 §7.5.2); one that
 * does not say so is the whole section, from a server that cannot give a piece of it.
 */
final class Arrivals implements AnswerReader.Diversion {

    private static final long WHOLE = -1;
    private static final long MEBI = 1 << 20;
    private static final Pattern ITEM =
            Pattern.compile("(?:.*[ (])?(BODY|BINARY)\\[([0-9.]*)](?:<([0-9]{1,18})>)? ?~?", Pattern.DOTALL);

    private final Section section;
    private final Stretch stretch;
    private final OctetSink sink;
    private final Runnable progress;
    private final Map<Long, Long> sizes = new HashMap<>();
    private final Map<Long, Long> underway = new HashMap<>();
    private @Nullable Long claimed;
    private boolean found;

    /** The progress is run after each mebibyte or chunk, so that only standing still takes too long. */
    Arrivals(Section section, Stretch stretch, OctetSink sink, Runnable progress) {
        this.section = section;
        this.stretch = stretch;
        this.sink = sink;
        this.progress = progress;
    }

    Section section() {
        return section;
    }

    Stretch stretch() {
        return stretch;
    }

    /** What to ask for to get a chunk; at the very beginning how much there is, too. */
    String items(int index) {
        var octets = item().replace("[", ".PEEK[") + "<" + stretch.start(index) + "." + stretch.chunk() + ">";
        return stretch.start(index) > 0 || sizeItem().isEmpty()
                ? "(UID " + octets + ")"
                : "(UID " + sizeItem() + " " + octets + ")";
    }

    private String item() {
        return (section.decoded() ? "BINARY[" : "BODY[") + (section.part() == null ? "" : section.part()) + "]";
    }

    private String sizeItem() {
        if (section.decoded()) {
            return "BINARY.SIZE[" + section.part() + "]";
        }
        return section.part() == null ? "RFC822.SIZE" : "";
    }

    /** Takes a large literal straight to the sink. */
    @Override
    public AnswerReader.@Nullable Target of(String before, long size) {
        var origin = origin(before);
        if (origin == null) {
            return null;
        }
        underway.put(origin, size);
        var most = origin == WHOLE ? Long.MAX_VALUE : stretch.chunk();
        return (at, octets) -> {
            if (at / MEBI < (at + octets.remaining()) / MEBI) {
                progress.run();
            }
            octets.limit((int) Math.clamp(most - at, 0, octets.limit()));
            sink.take(Math.max(origin, 0) + at, octets);
        };
    }

    /** The origin that an item of ours names; absent for another item. */
    private @Nullable Long origin(String name) {
        var matcher = ITEM.matcher(name.toUpperCase(Locale.ROOT));
        if (!matcher.matches() || !item().equals(matcher.group(1) + "[" + matcher.group(2) + "]")) {
            return null;
        }
        return matcher.group(3) == null ? WHOLE : Long.valueOf(matcher.group(3));
    }

    /** Reads an answer. */
    void see(Answer answer) {
        if (!answer.is("FETCH")) {
            return;
        }
        var items = items(answer.values());
        var uid = items.get("UID");
        if (uid == null || uid.asNumber() != section.message().uid().value()) {
            if (!underway.isEmpty()) {
                throw new UnreadableException("the octets of a message that nobody asked for");
            }
            return;
        }
        found = true;
        var size = items.get(sizeItem());
        claimed = size == null || size.isNil() ? claimed : Long.valueOf(size.asNumber());
        items.forEach(this::see);
    }

    private static Map<String, Value> items(ValueReader reader) {
        Map<String, Value> items = new HashMap<>();
        if (!reader.passes('(')) {
            throw new UnreadableException("a FETCH without items");
        }
        while (!reader.passes(')')) {
            items.put(reader.itemName().toUpperCase(Locale.ROOT), reader.next());
        }
        return items;
    }

    private void see(String name, Value value) {
        var origin = origin(name);
        if (origin == null || value.isNil()) {
            return;
        }
        var size = underway.remove(origin);
        if (size == null) {
            var octets = value.asOctets();
            size = (long) octets.length;
            if (size > 0) {
                sink.take(Math.max(origin, 0), ByteBuffer.wrap(octets));
            }
        }
        sizes.put(origin, origin == WHOLE ? size : Long.valueOf(Math.min(size, stretch.chunk())));
        progress.run();
    }

    /** Whether the message is there, octets or not. */
    boolean found() {
        return found;
    }

    boolean hasAny() {
        return sizes.containsKey(WHOLE) || sizes.containsKey(stretch.offset());
    }

    Poured poured() {
        var whole = sizes.get(WHOLE);
        if (whole != null) {
            return whole(whole);
        }
        long end = stretch.offset();
        for (int index = 0; index < stretch.chunks(); index++) {
            var size = sizes.get(stretch.start(index));
            if (size == null) {
                return new Poured(section, end, false, claimed);
            }
            end = stretch.start(index) + size;
            if (size < stretch.chunk()) {
                return new Poured(section, end, nothingAfter(index), claimed);
            }
        }
        return new Poured(section, end, false, claimed);
    }

    private boolean nothingAfter(int index) {
        return sizes.entrySet().stream()
                .noneMatch(piece -> piece.getKey() > stretch.start(index) && piece.getValue() > 0);
    }

    private Poured whole(long size) {
        if (size == stretch.chunk() && (claimed == null || claimed != size)) {
            throw new UnreadableException("octets that may be a piece or the whole");
        }
        if (size < stretch.offset()) {
            throw new UnreadableException("less than it sent before");
        }
        return new Poured(section, size, true, claimed);
    }
}
