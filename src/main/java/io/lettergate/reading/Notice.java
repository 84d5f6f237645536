package io.lettergate.reading;

import io.lettergate.mail.Message;
import io.lettergate.mail.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Something that a reader should know of a message that is not shown as a whole. */
public enum Notice {
    /** Nothing but its source can be shown. */
    UNREADABLE,
    /** A text is long. */
    TEXT,
    /** It has more parts than are read. */
    PARTS,
    /** Its parts lie deeper than is read. */
    DEPTH,
    /** It has more header fields than are read. */
    FIELDS,
    /** A header field is longer than is read. */
    LONG_FIELD,
    /** It names more addresses than are read. */
    ADDRESSES,
    /** It tells of more events than are shown. */
    EVENTS,
    /** No empty line ends its header, so that its words begin behind the last field. */
    HEADER;

    private static final int MOST_PARTS = 2_000;
    private static final int DEEPEST = 50;
    private static final int MOST_FIELDS = 2_000;
    private static final int LONGEST_FIELD = 60_000;
    private static final int MOST_ADDRESSES = 500;

    /** What there is to be said of a message. */
    public static List<Notice> of(Message message) {
        var notices = new ArrayList<Notice>();
        var structure = message.structure();
        if (structure == null) {
            notices.add(UNREADABLE);
        } else {
            add(notices, PARTS, structure.walk().count() >= MOST_PARTS);
            add(notices, DEPTH, depth(structure) >= DEEPEST);
        }
        add(notices, HEADER, message.isHeaderOpen());
        add(notices, TEXT, message.texts().values().stream().anyMatch(text -> text.cut()));
        add(notices, FIELDS, message.headers().size() >= MOST_FIELDS);
        add(
                notices,
                LONG_FIELD,
                message.headers().stream().anyMatch(field -> field.value().length() >= LONGEST_FIELD));
        var envelope = message.summary().envelope();
        add(
                notices,
                ADDRESSES,
                List.of(envelope.from(), envelope.to(), envelope.cc(), envelope.bcc(), envelope.replyTo()).stream()
                        .anyMatch(people -> people.size() >= MOST_ADDRESSES));
        return List.copyOf(notices);
    }

    /** One more. */
    static List<Notice> and(Notice notice, List<Notice> others) {
        return Stream.concat(others.stream(), Stream.of(notice)).toList();
    }

    private static void add(List<Notice> notices, Notice notice, boolean isTrue) {
        if (isTrue) {
            notices.add(notice);
        }
    }

    private static int depth(Part part) {
        return 1 + part.children().stream().mapToInt(Notice::depth).max().orElse(0);
    }
}
