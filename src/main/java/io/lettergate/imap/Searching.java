package io.lettergate.imap;

import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.MessageQuery.Filter;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.Argument;
import org.jspecify.annotations.Nullable;

/** Finds messages by UID SEARCH (RFC 9051 §6.4.4), with ESEARCH where the server has it (RFC 4731). */
record Searching(ImapWire wire, Selected selected) {

    /** All that is asked for, in ascending order. */
    long[] uids(Argument criteria) {
        var answers = wire.run("UID SEARCH", returning("ALL").append(criteria));
        require(answers);
        return numbers(answers).sorted().distinct().toArray();
    }

    /** How many messages have a UID up to this one. */
    long countUpTo(long uid) {
        var answers = wire.ask("SEARCH", returning("COUNT").writeAtom("UID 1:" + uid));
        return answers.all("ESEARCH")
                .map(answer -> extended(answer, "COUNT"))
                .filter(value -> !value.isNil())
                .map(Value::asNumber)
                .findFirst()
                .orElseGet(() -> numbers(answers).max().orElse(0));
    }

    private Argument returning(String result) {
        var arguments = new Argument();
        return wire.hasCapability("ESEARCH") || wire.hasCapability("IMAP4rev2")
                ? arguments.writeAtom("RETURN (" + result + ")")
                : arguments;
    }

    private void require(Answers answers) {
        var completion = answers.completion();
        if (completion.code().equals("BADCHARSET")) {
            throw new BadCharset();
        }
        if (!completion.isOK()) {
            throw new MailFailure.ServerRefused(wire.host(), completion.words());
        }
    }

    /** Numbers in a SEARCH or SORT, or in the sets of an ESEARCH; never more than there are messages. */
    LongStream numbers(Answers answers) {
        var most = Math.max(selected.messages(), 1);
        var plain = Stream.concat(answers.all("SEARCH"), answers.all("SORT"))
                .flatMap(answer -> answer.values().all().stream())
                .mapToLong(Value::asNumber);
        var sets = answers.all("ESEARCH")
                .map(answer -> extended(answer, "ALL"))
                .filter(value -> !value.isNil())
                .flatMapToLong(value -> UidSet.numbers(value.asText(), most));
        return LongStream.concat(plain, sets)
                .filter(number -> number >= 1 && number <= 0xFFFF_FFFFL)
                .limit(most);
    }

    /** What an ESEARCH tells under a name; nil where it does not (RFC 4466 §2.6.2). */
    static Value extended(Answer answer, String name) {
        var values = answer.values().all();
        for (int index = 0; index + 1 < values.size(); index++) {
            if (values.get(index) instanceof Value.Atom atom && atom.word().equalsIgnoreCase(name)) {
                return values.get(index + 1);
            }
        }
        return new Value.Nil();
    }

    /**
     * What a query finds, in ascending order: at first whatever is like its words, where the server can tell (RFC 6203).
     * Where that is nothing, the words as they are: an index need not be there (docs/quirks.md).
     */
    long[] uids(MessageQuery query) {
        var fuzzy = query.words() != null && wire.hasCapability("SEARCH=FUZZY");
        var alike = fuzzy ? uids(criteria(query, "FUZZY TEXT")) : new long[0];
        return alike.length > 0 ? alike : uids(criteria(query, "TEXT"));
    }

    private Argument criteria(MessageQuery query, String words) {
        var arguments = new Argument();
        if (!isAscii(query.words())) {
            arguments.writeAtom("CHARSET UTF-8");
        }
        return arguments.append(bare(query, words));
    }

    /** The same without its charset, which SORT and THREAD have elsewhere. */
    Argument bare(MessageQuery query) {
        return bare(query, "TEXT");
    }

    private Argument bare(MessageQuery query, String words) {
        var arguments = new Argument();
        if (query.filters().isEmpty() && query.words() == null) {
            arguments.writeAtom("ALL");
        }
        query.filters().stream().sorted().forEach(filter -> filter(arguments, filter));
        if (query.words() != null) {
            if (wire.hasCapability("X-GM-EXT-1")) {
                arguments.writeAtom("X-GM-RAW");
            } else {
                arguments.writeAtom(words);
            }
            arguments.writeString(query.words(), StandardCharsets.UTF_8);
        }
        return arguments;
    }

    private void filter(Argument arguments, Filter filter) {
        switch (filter) {
            case UNREAD -> arguments.writeAtom("UNSEEN");
            case FLAGGED -> arguments.writeAtom("FLAGGED");
            case ATTACHMENTS -> {
                if (wire.hasCapability("X-GM-EXT-1")) {
                    arguments.writeAtom("X-GM-RAW \"has:attachment\"");
                } else {
                    arguments.writeAtom("OR HEADER CONTENT-TYPE \"multipart/mixed\""
                            + " OR HEADER CONTENT-TYPE \"application/\" HEADER CONTENT-TYPE \"image/\"");
                }
            }
        }
    }

    static boolean isAscii(@Nullable String words) {
        return words == null || StandardCharsets.US_ASCII.newEncoder().canEncode(words);
    }

    /** What a server that knows only ASCII can be asked for: the words that are, each by itself. */
    static Argument asciiCriteria(MessageQuery query) {
        var arguments = new Argument().writeAtom("ALL");
        query.filters().stream()
                .filter(filter -> filter != Filter.ATTACHMENTS)
                .sorted()
                .forEach(filter -> arguments.writeAtom(filter == Filter.UNREAD ? "UNSEEN" : "FLAGGED"));
        words(query).stream()
                .filter(Searching::isAscii)
                .forEach(word -> arguments.writeAtom("TEXT").writeString(word, StandardCharsets.US_ASCII));
        return arguments;
    }

    static List<String> words(MessageQuery query) {
        var words = query.words();
        return words == null ? List.of() : Arrays.asList(words.split("\\s+", -1));
    }

    /** The server knows no charset but ASCII (RFC 9051 §7.1, BADCHARSET). */
    static final class BadCharset extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        BadCharset() {
            super("It knows no charset but ASCII");
        }
    }
}
