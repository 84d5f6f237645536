package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.collecting.Whereabouts;
import io.lettergate.mail.Address;
import io.lettergate.mail.Flag;
import io.lettergate.mail.Message;
import io.lettergate.mail.Part;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.reading.Extras;
import io.lettergate.webmail.answers.Asks;
import io.lettergate.webmail.content.MessageBodies;
import io.lettergate.webmail.content.OneLine;
import io.lettergate.webmail.content.Opened;
import io.lettergate.webmail.content.Shown;
import io.lettergate.webmail.content.Sight;
import io.lettergate.webmail.extras.ExtrasView;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message opened for reading, as the page shows it.
 *
 * @param url where its source and files are
 * @param from who wrote it
 * @param to everybody it went to, the reader's own name left out
 * @param toReader whether the reader is one of those it went to
 * @param draft whether it is unfinished
 * @param many whether it went to more than one
 * @param list whether it came by a list that takes answers
 * @param lines the addresses in full, by header field
 * @param sight how it is shown
 * @param files what came with it
 * @param pictures what came with it and is shown among the words
 * @param extras what there is besides words and files
 * @param server where it lives beside here; absent where the server keeps the mail itself
 * @param asks what it wants of its reader
 */
record Letter(
        String id,
        String url,
        String subject,
        Person from,
        List<Person> to,
        boolean toReader,
        String when,
        String at,
        Almanac.Postmark postmark,
        String size,
        boolean starred,
        boolean readable,
        boolean draft,
        boolean many,
        boolean list,
        List<Line> lines,
        List<Shown> bodies,
        Sight sight,
        List<FileCard> files,
        List<FileCard> pictures,
        ExtrasView extras,
        @Nullable ServerLine server,
        Asks asks) {

    /** One header field with addresses; its name is the last part of a message key. */
    record Line(String field, List<Person> people) {}

    static Letter of(
            Account account,
            Message message,
            Opened opened,
            Extras extras,
            Almanac almanac,
            @Nullable Whereabouts place,
            Asks asks) {
        var summary = message.summary();
        var envelope = summary.envelope();
        var url = MessageBodies.url(account, message);
        var inline = opened.inline();
        var to = Stream.concat(envelope.to().stream(), envelope.cc().stream()).toList();
        return new Letter(
                OpaqueId.of(summary.ref()).value(),
                url,
                OneLine.of(envelope.subject()),
                Person.first(envelope.from()),
                to.stream()
                        .filter(address -> !isOf(account, address))
                        .map(Person::of)
                        .toList(),
                to.stream().anyMatch(address -> isOf(account, address)),
                almanac.full(summary.receivedAt()),
                summary.receivedAt().toString(),
                almanac.postmark(summary.receivedAt()),
                Octets.words(summary.size()),
                summary.isFlagged(),
                message.isReadable(),
                summary.flags().contains(Flag.DRAFT),
                to.size() > 1,
                message.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase("List-Post")),
                Stream.of(
                                line("from", envelope.from()),
                                line("replyTo", envelope.replyTo()),
                                line("to", envelope.to()),
                                line("cc", envelope.cc()),
                                line("bcc", envelope.bcc()))
                        .filter(line -> !line.people().isEmpty())
                        .toList(),
                opened.parts(),
                opened.sight(),
                files(message, url, part -> !inline.has(part)),
                files(message, url, inline::has),
                ExtrasView.of(extras, url, almanac.zone(), almanac.locale()),
                place == null ? null : ServerLine.of(account, place, almanac),
                asks);
    }

    public boolean cut() {
        return bodies.stream().anyMatch(Shown::cut);
    }

    /** Whether the body is nothing but one frame, which may then take all the room there is. */
    public boolean framed() {
        return bodies.size() == 1 && bodies.getFirst().frame() != null;
    }

    private static List<FileCard> files(Message message, String url, Predicate<Part> wanted) {
        return message.attachments().stream()
                .filter(wanted)
                .map(part -> FileCard.of(part, message.type(part), url))
                .toList();
    }

    private static Line line(String field, List<Address> people) {
        return new Line(field, people.stream().map(Person::of).toList());
    }

    private static boolean isOf(Account account, Address address) {
        return address.email().equalsIgnoreCase(account.address());
    }
}
