package io.lettergate.mailbox.spi;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.mail.Flag;
import io.lettergate.mail.Grant;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRight;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.ModSeq;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.Aged;
import io.lettergate.mailbox.ConversationCount;
import io.lettergate.mailbox.Cursor;
import io.lettergate.mailbox.Feature;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.MessageQuery.Filter;
import io.lettergate.mailbox.Moved;
import io.lettergate.mailbox.Sort;
import io.lettergate.mailbox.Weight;
import io.lettergate.mime.PartReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every connector promises. Implement it once per connector and server; {@code docs/servers.md} tells the outcome. */
@ExtendWith(TellsServers.class)
public interface MailSessionContract {

    /** The server's name and version, and what it lacks. */
    String serverName();

    /** All that is promised here, in words. */
    static Set<String> promises() {
        return TellsServers.promises();
    }

    /** What was said to the server in this test, without tags. */
    List<String> commands();

    /** Delivers octets to the INBOX; it, the archive and a mailbox for trash exist and start empty. */
    void deliver(byte[] message);

    default MailboxName archive() {
        return new MailboxName("Archive");
    }

    <T> T inSession(Function<MailSession, T> work);

    @Test
    default void listsTheMailboxesWithTheirRolesAndCounts() {
        deliver("one");
        deliver("two");
        during(session -> session.flag(List.of(newest().getFirst().ref()), Set.of(Flag.SEEN), Set.of()));

        var mailboxes = inSession(MailSession::mailboxes);

        var inbox = mailboxes.stream()
                .filter(mailbox -> mailbox.is(MailboxRole.INBOX))
                .findFirst()
                .orElseThrow();
        assertThat(inbox.messages()).isEqualTo(2);
        assertThat(inbox.unseen()).isEqualTo(1);
        assertThat(mailboxes).anyMatch(mailbox -> mailbox.is(MailboxRole.ARCHIVE));
        assertThat(mailboxes).anyMatch(mailbox -> mailbox.is(MailboxRole.TRASH));
    }

    @Test
    default void listsTheNewestFirst() {
        deliver("first");
        deliver("second");
        deliver("third");

        assertThat(subjects(newest())).containsExactly("third", "second", "first");
    }

    @Test
    default void tellsWhoWroteAndWhatItIsAbout() {
        deliver("Grüße aus Turku");

        var row = newest().getFirst();

        assertThat(row.envelope().from()).singleElement().satisfies(from -> {
            assertThat(from.email()).isEqualTo("ada@example.org");
            assertThat(from.name()).isEqualTo("Ada");
        });
        assertThat(row.envelope().subject()).isEqualTo("Grüße aus Turku");
        assertThat(row.preview()).isEqualTo("The words of Grüße aus Turku");
        assertThat(row.isUnread()).isTrue();
        assertThat(row.readable()).isTrue();
    }

    @Test
    default void anEmptyMailboxHasNoRows() {
        var page = list(MailboxName.INBOX, MessageQuery.newest(50));

        assertThat(page.messages()).isEmpty();
        assertThat(page.total()).isZero();
        assertThat(page.older()).isNull();
        assertThat(page.newer()).isNull();
    }

    @Test
    default void pagesNeitherSkipNorRepeatWhileMailArrivesAndLeaves() {
        for (int number = 1; number <= 7; number++) {
            deliver("message " + number);
        }
        var first = list(MailboxName.INBOX, MessageQuery.newest(3));
        deliver("message 8");
        during(session -> session.delete(List.of(first.messages().getLast().ref())));

        var second = list(MailboxName.INBOX, new MessageQuery(3, first.older(), Set.of(), null));
        var third = list(MailboxName.INBOX, new MessageQuery(3, second.older(), Set.of(), null));

        assertThat(subjects(first.messages())).containsExactly("message 7", "message 6", "message 5");
        assertThat(subjects(second.messages())).containsExactly("message 4", "message 3", "message 2");
        assertThat(subjects(third.messages())).containsExactly("message 1");
        assertThat(third.older()).isNull();
    }

    @Test
    default void pagesBackToWhereItCameFrom() {
        for (int number = 1; number <= 7; number++) {
            deliver("message " + number);
        }
        var first = list(MailboxName.INBOX, MessageQuery.newest(3));
        var second = list(MailboxName.INBOX, new MessageQuery(3, first.older(), Set.of(), null));

        var back = list(MailboxName.INBOX, new MessageQuery(3, second.newer(), Set.of(), null));

        assertThat(subjects(back.messages())).isEqualTo(subjects(first.messages()));
        assertThat(back.newer()).isNull();
    }

    @Test
    default void aCursorFromAnotherLifeOfTheMailboxIsVoid() {
        deliver("here");
        var here = newest().getFirst().ref();
        var elsewhere = new UidValidity(here.uidValidity().value() + 1);
        var query = new MessageQuery(3, new Cursor(Cursor.Direction.OLDER, elsewhere, new Uid(1)), Set.of(), null);

        assertThatThrownBy(() -> list(MailboxName.INBOX, query)).isInstanceOf(MailFailure.MailboxReset.class);
    }

    @Test
    default void findsTheUnreadAndTheFlagged() {
        deliver("read");
        deliver("flagged");
        deliver("unread");
        var rows = newest();
        during(session -> session.flag(List.of(rows.get(2).ref()), Set.of(Flag.SEEN), Set.of()));
        during(session -> session.flag(List.of(rows.get(1).ref()), Set.of(Flag.SEEN, Flag.FLAGGED), Set.of()));

        var unread = list(MailboxName.INBOX, new MessageQuery(50, null, Set.of(Filter.UNREAD), null));
        var flagged = list(MailboxName.INBOX, new MessageQuery(50, null, Set.of(Filter.FLAGGED), null));

        assertThat(subjects(unread.messages())).containsExactly("unread");
        assertThat(subjects(flagged.messages())).containsExactly("flagged");
        assertThat(unread.total()).isEqualTo(1);
    }

    @Test
    default void findsWordsAndPagesThroughWhatItFound() {
        for (int number = 1; number <= 5; number++) {
            deliver("harbour " + number);
            deliver("garden " + number);
        }

        var first = list(MailboxName.INBOX, new MessageQuery(2, null, Set.of(), "harbour"));
        var second = list(MailboxName.INBOX, new MessageQuery(2, first.older(), Set.of(), "harbour"));

        assertThat(first.total()).isEqualTo(5);
        assertThat(subjects(first.messages())).containsExactly("harbour 5", "harbour 4");
        assertThat(subjects(second.messages())).containsExactly("harbour 3", "harbour 2");
    }

    @Test
    default void sortsAndPagesThroughWhatItSorted() {
        for (var subject : List.of("birch", "ash", "elm", "cedar", "dogwood")) {
            deliver(subject);
        }
        var bySubject = Sort.parse("subject");

        var first = list(MailboxName.INBOX, new MessageQuery(2, null, Set.of(), null, bySubject));
        var second = list(MailboxName.INBOX, new MessageQuery(2, first.older(), Set.of(), null, bySubject));
        var third = list(MailboxName.INBOX, new MessageQuery(2, second.older(), Set.of(), null, bySubject));
        var back = list(MailboxName.INBOX, new MessageQuery(2, second.newer(), Set.of(), null, bySubject));
        var reversed = list(MailboxName.INBOX, new MessageQuery(2, null, Set.of(), null, Sort.parse("-subject")));

        assertThat(subjects(first.messages())).containsExactly("ash", "birch");
        assertThat(subjects(second.messages())).containsExactly("cedar", "dogwood");
        assertThat(subjects(third.messages())).containsExactly("elm");
        assertThat(third.older()).isNull();
        assertThat(subjects(back.messages())).containsExactly("ash", "birch");
        assertThat(subjects(reversed.messages())).containsExactly("elm", "dogwood");
    }

    @Test
    default void aSortedPageGoesOnWhereTheLastMessageOfThePageBeforeIsGone() {
        for (var subject : List.of("birch", "ash", "elm", "cedar", "dogwood")) {
            deliver(subject);
        }
        var bySubject = Sort.parse("subject");
        var first = list(MailboxName.INBOX, new MessageQuery(2, null, Set.of(), null, bySubject));
        during(session -> session.delete(List.of(first.messages().getLast().ref())));

        var second = list(MailboxName.INBOX, new MessageQuery(2, first.older(), Set.of(), null, bySubject));

        assertThat(subjects(second.messages())).containsExactly("cedar", "dogwood");
    }

    @Test
    default void listsTheOldestFirstAndPagesOn() {
        for (int number = 1; number <= 5; number++) {
            deliver("message " + number);
        }
        var oldest = Sort.parse("received");

        var first = list(MailboxName.INBOX, new MessageQuery(2, null, Set.of(), null, oldest));
        var second = list(MailboxName.INBOX, new MessageQuery(2, first.older(), Set.of(), null, oldest));
        var third = list(MailboxName.INBOX, new MessageQuery(2, second.older(), Set.of(), null, oldest));
        var back = list(MailboxName.INBOX, new MessageQuery(2, third.newer(), Set.of(), null, oldest));

        assertThat(subjects(first.messages())).containsExactly("message 1", "message 2");
        assertThat(subjects(second.messages())).containsExactly("message 3", "message 4");
        assertThat(subjects(third.messages())).containsExactly("message 5");
        assertThat(third.older()).isNull();
        assertThat(subjects(back.messages())).containsExactly("message 3", "message 4");
    }

    @Test
    default void findsMessagesWithFiles() {
        deliver("without");
        deliver(("Subject: with\r\nFrom: ada@example.org\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nwords\r\n--x\r\n"
                        + "Content-Type: image/png\r\nContent-Disposition: attachment\r\n\r\nx\r\n--x--\r\n")
                .getBytes(StandardCharsets.US_ASCII));

        var found = list(MailboxName.INBOX, new MessageQuery(50, null, Set.of(Filter.ATTACHMENTS), null));

        assertThat(subjects(found.messages())).containsExactly("with");
    }

    @Test
    default void aPageThatIsStillTheSameIsNotGivenAgain() {
        deliver("stays");
        var first = list(MailboxName.INBOX, MessageQuery.newest(50));

        var same = inSession(session -> session.messages(
                MailboxName.INBOX, MessageQuery.newest(50), version -> version.equals(first.version())));

        assertThat(first.version()).isNotNull();
        assertThat(same).isEmpty();
    }

    @Test
    default void aPageOnWhichAnythingChangedHasAnotherVersion() {
        deliver("stays");
        deliver("goes");
        var versions = new ArrayList<>();
        versions.add(list(MailboxName.INBOX, MessageQuery.newest(50)).version());
        during(session -> session.flag(List.of(newest().getLast().ref()), Set.of(Flag.FLAGGED), Set.of()));
        versions.add(list(MailboxName.INBOX, MessageQuery.newest(50)).version());
        during(session -> session.delete(List.of(newest().getFirst().ref())));
        versions.add(list(MailboxName.INBOX, MessageQuery.newest(50)).version());
        deliver("comes");
        versions.add(list(MailboxName.INBOX, MessageQuery.newest(50)).version());

        assertThat(versions).doesNotHaveDuplicates().doesNotContainNull();
    }

    @Test
    default void aRowHasItsFlagsAsTheyAreNow() {
        deliver("marked");
        var ref = newest().getFirst().ref();
        during(session -> session.flag(List.of(ref), Set.of(Flag.FLAGGED), Set.of()));

        var row = inSession(session -> session.summary(ref));

        assertThat(row.envelope().subject()).isEqualTo("marked");
        assertThat(row.isFlagged()).isTrue();
    }

    @Test
    default void wordsAreNeverCommands() {
        deliver("stays");

        list(MailboxName.INBOX, new MessageQuery(50, null, Set.of(), "x\" ALL\\ {3} (\"y"));

        assertThat(subjects(newest())).containsExactly("stays");
    }

    @Test
    default void opensAMessageWithoutMarkingItAsRead() {
        deliver("sealed");
        var ref = newest().getFirst().ref();

        var message = inSession(session -> session.message(ref));

        assertThat(message.summary().envelope().subject()).isEqualTo("sealed");
        assertThat(message.structure()).isNotNull();
        assertThat(newest().getFirst().isUnread()).isTrue();
    }

    @Test
    default void givesPartsAsEncoded() {
        deliver("parts");
        var ref = newest().getFirst().ref();
        var one = new PartNumber("1");

        var parts = inSession(session -> session.parts(ref, List.of(one), 1000));

        assertThat(new String(parts.get(one), StandardCharsets.UTF_8)).startsWith("The words of parts");
    }

    @Test
    default void givesTheRawOctetsBackInPiecesAndTellsTheEnd() {
        var sent = ("Subject: raw\r\nFrom: ada@example.org\r\n\r\n" + "0123456789\r\n".repeat(1000))
                .getBytes(StandardCharsets.US_ASCII);
        deliver(sent);
        var whole = Section.whole(newest().getFirst().ref());

        var octets = poured(whole, 5000, 1);
        var together = poured(whole, 1000, 4);

        assertThat(octets).endsWith(sent).isEqualTo(together);
        var ends = inSession(session -> Stream.of(octets.length - 1, octets.length, octets.length + 1)
                .filter(size -> session.endsAt(whole, size))
                .toList());
        assertThat(ends).containsExactly(octets.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64", "quoted-printable"})
    default void decodesPartsOrGivesThemAsEncoded(String encoding) throws IOException {
        var picture = new byte[20_000];
        new Random(7).nextBytes(picture);
        deliver(withAttachment(encoding, picture));
        var ref = newest().getFirst().ref();
        var part = inSession(session -> session.message(ref)).structure().find(new PartNumber("2"));

        var section = new Section[1];
        var octets = new Sink();
        inSession(session -> {
            section[0] = session.pour(Section.decoded(ref, part.number()), Stretch.of(0, 1 << 20), octets)
                    .section();
            return true;
        });

        var stream = new ByteArrayInputStream(octets.all());
        var decoded = section[0].decoded() ? stream : PartReader.decoded(part, stream);
        assertThat(decoded.readAllBytes()).isEqualTo(picture);
        assertThat(newest().getFirst().isUnread()).isTrue();
    }

    private static byte[] withAttachment(String encoding, byte[] octets) {
        var encoded = encoding.equals("base64")
                ? Base64.getMimeEncoder().encodeToString(octets)
                : IntStream.range(0, octets.length)
                        .mapToObj(index -> "=%02X".formatted(octets[index] & 0xFF) + (index % 20 == 19 ? "=\r\n" : ""))
                        .collect(joining());
        return ("""
                From: "Ada" <ada@example.org>
                Subject: a picture
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                See below.
                --b
                Content-Type: image/png
                Content-Disposition: attachment; filename=x.png
                Content-Transfer-Encoding: %s

                """.formatted(encoding).replace("\n", "\r\n") + encoded + "\r\n--b--\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] poured(Section section, int chunk, int chunks) {
        var sink = new Sink();
        for (long at = 0; at >= 0; ) {
            var stretch = new Stretch(at, chunk, chunks);
            var poured = inSession(session -> session.pour(section, stretch, sink));
            at = poured.ended() ? -1 : poured.end();
        }
        return sink.all();
    }

    /** Keeps what it takes. */
    final class Sink implements OctetSink {

        private byte[] octets = new byte[0];

        @Override
        public void take(long offset, ByteBuffer taken) {
            octets = Arrays.copyOf(octets, Math.max(octets.length, (int) offset + taken.remaining()));
            taken.get(octets, (int) offset, taken.remaining());
        }

        public byte[] all() {
            return octets.clone();
        }
    }

    @Test
    default void setsAndClearsFlagsAndKeywords() {
        deliver("marked");
        var ref = newest().getFirst().ref();

        during(session -> session.flag(List.of(ref), Set.of(Flag.SEEN, Flag.FLAGGED, new Flag("$work")), Set.of()));
        var marked = newest().getFirst().flags();
        during(session -> session.flag(List.of(ref), Set.of(), Set.of(Flag.FLAGGED)));
        var cleared = newest().getFirst().flags();

        assertThat(marked).contains(Flag.SEEN, Flag.FLAGGED, new Flag("$work"));
        assertThat(cleared).contains(Flag.SEEN, new Flag("$work")).doesNotContain(Flag.FLAGGED);
    }

    @Test
    default void movesAwayFromTheSource() {
        deliver("stays");
        deliver("goes");
        var goes = newest().getFirst();

        var moved = inSession(session -> session.move(List.of(goes.ref()), archive()));

        assertThat(subjects(newest())).containsExactly("stays");
        var arrived = list(archive(), MessageQuery.newest(50)).messages();
        assertThat(subjects(arrived)).containsExactly("goes");
        assertThat(moved).singleElement().satisfies(one -> {
            assertThat(one.from()).isEqualTo(goes.ref());
            assertThat(one.to() == null || one.to().equals(arrived.getFirst().ref()))
                    .isTrue();
        });
    }

    @Test
    default void movingToNowhereLosesNothing() {
        deliver("stays");
        var ref = newest().getFirst().ref();
        var nowhere = new MailboxName("No such mailbox");

        assertThatThrownBy(() -> inSession(session -> session.move(List.of(ref), nowhere)))
                .isInstanceOf(MailFailure.class);

        assertThat(subjects(newest())).containsExactly("stays");
    }

    @Test
    default void removesForGoodAndNoOther() {
        deliver("stays");
        deliver("leaves");
        var leaves = newest().getFirst().ref();

        during(session -> session.delete(List.of(leaves)));

        assertThat(subjects(newest())).containsExactly("stays");
    }

    @Test
    default void whatIsGoneIsSaidToBeGone() {
        deliver("leaves");
        var ref = newest().getFirst().ref();
        during(session -> session.delete(List.of(ref)));
        deliver("new");

        assertThatThrownBy(() -> inSession(session -> session.message(ref)))
                .isInstanceOf(MailFailure.MessageGone.class);
        assertThatThrownBy(() -> inSession(session -> session.pour(Section.whole(ref), Stretch.of(0, 100), new Sink())))
                .isInstanceOf(MailFailure.MessageGone.class);
        assertThatThrownBy(() -> inSession(session -> session.move(List.of(ref), archive())))
                .isInstanceOf(MailFailure.MessageGone.class);
        assertThatThrownBy(() -> during(session -> session.flag(List.of(ref), Set.of(Flag.SEEN), Set.of())))
                .isInstanceOf(MailFailure.MessageGone.class);
        assertThatThrownBy(() -> during(session -> session.delete(List.of(ref))))
                .isInstanceOf(MailFailure.MessageGone.class);
    }

    @Test
    default void aReferenceFromAnotherLifeNeverMeansAnotherMessage() {
        deliver("here");
        var here = newest().getFirst().ref();
        var before = new MessageRef(
                here.mailbox(), new UidValidity(here.uidValidity().value() + 1), here.uid());

        assertThatThrownBy(() -> inSession(session -> session.message(before)))
                .isInstanceOf(MailFailure.MailboxReset.class);
        assertThatThrownBy(() -> during(session -> session.delete(List.of(before))))
                .isInstanceOf(MailFailure.MailboxReset.class);
        assertThat(subjects(newest())).containsExactly("here");
    }

    @Test
    default void anUnknownMailboxIsSaidToBeUnknown() {
        assertThatThrownBy(() -> list(new MailboxName("Nowhere \"to\\be\" found"), MessageQuery.newest(1)))
                .isInstanceOf(MailFailure.NoSuchMailbox.class);
    }

    @Test
    default void findsMessagesByTheDayTheyWereReceived() {
        deliver("one");
        deliver("two");
        during(session -> session.flag(List.of(newest().getFirst().ref()), Set.of(Flag.SEEN), Set.of()));
        var day = LocalDate.ofInstant(newest().getFirst().receivedAt(), ZoneOffset.UTC)
                .minusDays(1);

        var before = inSession(session -> session.received(MailboxName.INBOX, new Aged(null, day, true, true)));
        var aroundThatDay =
                inSession(session -> session.received(MailboxName.INBOX, new Aged(day, day.plusDays(3), true, true)));
        var readOnes =
                inSession(session -> session.received(MailboxName.INBOX, new Aged(day, day.plusDays(3), false, true)));

        assertThat(before).isEmpty();
        assertThat(aroundThatDay)
                .containsExactly(newest().getLast().ref(), newest().getFirst().ref());
        assertThat(readOnes).containsExactly(newest().getFirst().ref());
    }

    @Test
    default void weighsMessagesInLots() {
        deliver("one");
        deliver("two");
        deliver("three");

        var lot = inSession(session -> session.weigh(MailboxName.INBOX, 2, 5));
        var none = inSession(session -> session.weigh(MailboxName.INBOX, 4, 5));

        assertThat(lot).extracting(Weight::subject).containsExactly("two", "three");
        assertThat(lot).allSatisfy(weight -> {
            assertThat(weight.size()).isPositive();
            assertThat(Objects.requireNonNull(weight.from()).email()).isEqualTo("ada@example.org");
        });
        assertThat(none).isEmpty();
    }

    @Test
    default void copiesAndLeavesTheSource() {
        deliver("twice");
        var original = newest().getFirst().ref();

        var copied = inSession(session -> session.copy(List.of(original), archive()));

        assertThat(subjects(newest())).containsExactly("twice");
        var copies = list(archive(), MessageQuery.newest(50)).messages();
        assertThat(subjects(copies)).containsExactly("twice");
        assertThat(copied).singleElement().satisfies(one -> {
            assertThat(one.from()).isEqualTo(original);
            assertThat(one.to() == null || one.to().equals(copies.getFirst().ref()))
                    .isTrue();
        });
    }

    @Test
    default void aMessageThatIsGoneNeverFailsTheOthers() {
        deliver("gone");
        deliver("here");
        var refs = newest().stream().map(MessageSummary::ref).toList();
        during(session -> session.delete(List.of(refs.get(1))));

        var flagged = inSession(session -> session.flag(refs, Set.of(Flag.FLAGGED), Set.of()));
        var present = inSession(session -> session.present(refs));
        var copied = inSession(session -> session.copy(refs, archive()));
        var moved = inSession(session -> session.move(refs, archive()));

        assertThat(flagged.done()).containsExactly(refs.get(0));
        assertThat(present).containsExactly(refs.get(0));
        assertThat(copied).extracting(Moved::from).containsExactly(refs.get(0));
        assertThat(moved).extracting(Moved::from).containsExactly(refs.get(0));
    }

    @Test
    default void marksNothingThatSomebodyElseChanged() {
        deliver("contested");
        var ref = newest().getFirst().ref();
        var conditional = inSession(MailSession::features).contains(Feature.CONDSTORE);
        during(session -> session.flag(List.of(ref), Set.of(Flag.SEEN), Set.of()));

        if (conditional) {
            var flagged = inSession(
                    session -> session.flag(List.of(ref), Set.of(Flag.FLAGGED), Set.of(Flag.SEEN), new ModSeq(1)));

            assertThat(flagged.changed()).containsExactly(ref);
            assertThat(flagged.done()).isEmpty();
        } else {
            assertThatThrownBy(() -> inSession(session ->
                            session.flag(List.of(ref), Set.of(Flag.FLAGGED), Set.of(Flag.SEEN), new ModSeq(1))))
                    .isInstanceOf(MailFailure.CapabilityMissing.class);
        }
        assertThat(newest().getFirst().flags()).contains(Flag.SEEN).doesNotContain(Flag.FLAGGED);
    }

    @Test
    default void filesAMessageAsItIs() {
        var octets = "Subject: filed\r\nMessage-ID: <filed@example.org>\r\n\r\nSome words.\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        var receivedAt = Instant.parse("2020-02-03T04:05:06Z");
        var message = new NewMessage(
                Set.of(Flag.SEEN, new Flag("harbour")),
                receivedAt,
                octets.length,
                () -> new ByteArrayInputStream(octets));
        var uidNext = inSession(session -> session.status(archive())).uidNext();

        var told = inSession(session -> Optional.ofNullable(session.append(archive(), message)));

        var row = list(archive(), MessageQuery.newest(50)).messages().getFirst();
        assertThat(row.envelope().subject()).isEqualTo("filed");
        assertThat(row.receivedAt()).isEqualTo(receivedAt);
        assertThat(row.flags()).contains(Flag.SEEN, new Flag("harbour"));
        assertThat(told.isEmpty() || told.get().equals(row.ref())).isTrue();
        var back = poured(Section.whole(row.ref()), 1000, 1);
        assertThat(back).isEqualTo(octets);
        var found = inSession(session -> session.find(archive(), "filed@example.org", uidNext));
        assertThat(found).contains(row.ref());
    }

    @Test
    default void findsNothingThatWasThereBefore() {
        deliver("before");
        var uidNext = inSession(session -> session.status(MailboxName.INBOX)).uidNext();
        var messageId = String.valueOf(newest().getFirst().envelope().messageId());

        var found = inSession(session -> session.find(MailboxName.INBOX, messageId, uidNext));

        assertThat(found).isEmpty();
    }

    @Test
    default void filingNowhereIsSaid() {
        var message = new NewMessage(Set.of(), null, 3, () -> new ByteArrayInputStream(new byte[] {'a', '\r', '\n'}));

        assertThatThrownBy(() -> inSession(
                        session -> Optional.ofNullable(session.append(new MailboxName("No such mailbox"), message))))
                .isInstanceOf(MailFailure.class);
    }

    @Test
    @DisplayName("I10 names with quotes, stars, percent signs and emoji are names")
    default void namesAreNeverCommands() {
        var before = names();
        for (var label : List.of("Größe \"1\" \\ {3}", "Hafen & Sünde", "🚢 船", "a (b) c")) {
            var name = top(label);

            try {
                during(session -> session.create(name, null));
            } catch (MailFailure.MailboxNameRefused notHere) {
                assertThat(names()).containsExactlyInAnyOrderElementsOf(before);
                continue;
            }

            assertThat(names()).contains(name);
            during(session -> session.remove(name));
            assertThat(names()).containsExactlyInAnyOrderElementsOf(before);
        }
    }

    @Test
    default void renamesAMailboxWithAllBelowIt() {
        var delimiter = inSession(MailSession::mailboxes).getFirst().delimiter();
        var before = top("Before");
        var below = new MailboxName(before.value() + delimiter + "Below");
        var after = top("After");
        during(session -> {
            session.create(before, null);
            session.create(below, null);
        });

        during(session -> session.rename(before, after));

        assertThat(names())
                .contains(after, new MailboxName(after.value() + delimiter + "Below"))
                .doesNotContain(before, below);
    }

    @Test
    default void whatIsThereCannotBeMadeAgain() {
        during(session -> session.create(top("Once"), null));

        assertThatThrownBy(() -> during(session -> session.create(top("Once"), null)))
                .isInstanceOf(MailFailure.MailboxExists.class);
    }

    @Test
    @DisplayName("I11 a mailbox that another program removed is said to be gone")
    default void aMailboxThatIsGoneIsSaidToBeGone() {
        during(session -> session.create(top("Gone"), null));
        during(session -> session.remove(top("Gone")));

        assertThatThrownBy(() -> list(top("Gone"), MessageQuery.newest(1)))
                .isInstanceOf(MailFailure.NoSuchMailbox.class);
        assertThatThrownBy(() -> inSession(session -> session.status(top("Gone"))))
                .isInstanceOf(MailFailure.class);
        assertThatThrownBy(() -> during(session -> session.remove(top("Gone")))).isInstanceOf(MailFailure.class);
        assertThat(names()).doesNotContain(top("Gone"));
    }

    @Test
    default void showsAndHidesAMailbox() {
        during(session -> session.create(top("Shy"), null));

        during(session -> session.subscribe(top("Shy"), true));
        var shown = mailbox(top("Shy")).subscribed();
        during(session -> session.subscribe(top("Shy"), false));
        var hidden = mailbox(top("Shy")).subscribed();

        assertThat(shown).isTrue();
        assertThat(hidden).isFalse();
    }

    @Test
    default void emptiesAMailbox() {
        deliver("one");
        deliver("two");

        var removed = inSession(session -> session.empty(MailboxName.INBOX));

        assertThat(removed).isEqualTo(2);
        assertThat(newest()).isEmpty();
    }

    @Test
    default void tellsRightsOrThatTheServerKnowsNone() {
        if (inSession(MailSession::features).contains(Feature.ACL)) {
            var rights = inSession(session -> session.rights(MailboxName.INBOX));

            assertThat(rights).contains(MailboxRight.LOOKUP, MailboxRight.READ, MailboxRight.INSERT);
        } else {
            assertThatThrownBy(() -> inSession(session -> session.rights(MailboxName.INBOX)))
                    .isInstanceOf(MailFailure.CapabilityMissing.class);
        }
    }

    @Test
    default void givesAndTakesRights() {
        if (!inSession(MailSession::features).contains(Feature.ACL)) {
            return;
        }
        during(session -> session.create(top("Shared"), null));
        var rights = Set.of(MailboxRight.LOOKUP, MailboxRight.READ);

        during(session -> session.grant(top("Shared"), new Grant("maya", rights)));
        var given = inSession(session -> session.grants(top("Shared")));
        during(session -> session.revoke(top("Shared"), "maya"));
        var taken = inSession(session -> session.grants(top("Shared")));

        assertThat(given).contains(new Grant("maya", rights));
        assertThat(taken).extracting(Grant::who).doesNotContain("maya");
    }

    @Test
    default void tellsHowMuchRoomThereIsOrThatTheServerDoesNot() {
        if (inSession(MailSession::features).contains(Feature.QUOTA)) {
            var quotas = inSession(session -> session.quotas(MailboxName.INBOX));

            assertThat(quotas).allSatisfy(quota -> assertThat(quota.limit()).isPositive());
        } else {
            assertThatThrownBy(() -> inSession(session -> session.quotas(MailboxName.INBOX)))
                    .isInstanceOf(MailFailure.CapabilityMissing.class);
        }
    }

    @Test
    default void findsWhatAnswersAMessage() {
        deliver("Boats", "boats@example.org", "");
        deliver("Re: Boats", "answer@example.org", "References: <boats@example.org>\n");
        deliver("Re: Re: Boats", "short@example.org", "In-Reply-To: <boats@example.org>\n");
        deliver("Row", "rowboats@example.org", "References: <other-boats@example.org>\n");

        var related = inSession(session -> session.related(MailboxName.INBOX, Set.of("boats@example.org"), 200));
        var newest = inSession(session -> session.related(MailboxName.INBOX, Set.of("boats@example.org"), 2));
        var nobody = inSession(session -> session.related(MailboxName.INBOX, Set.of("nobody@example.org"), 200));

        assertThat(subjects(related)).containsExactly("Boats", "Re: Boats", "Re: Re: Boats");
        assertThat(subjects(newest)).hasSizeBetween(1, 2).doesNotContain("Boats");
        assertThat(nobody).isEmpty();
    }

    @Test
    default void listsOneRowForEachConversation() {
        deliver("Boats", "boats@example.org", "");
        deliver("Tea", "tea@example.org", "");
        deliver("Re: Boats", "answer@example.org", "References: <boats@example.org>\n");
        deliver("Re: Tea", "cake@example.org", "In-Reply-To: <tea@example.org>\nReferences: <tea@example.org>\n");
        deliver("Sails", "sails@example.org", "");
        var rows = newest();
        during(session -> session.flag(List.of(rows.getLast().ref()), Set.of(Flag.SEEN), Set.of()));

        var first = list(MailboxName.INBOX, collapsed(2, null));
        var second = list(MailboxName.INBOX, collapsed(2, first.older()));

        assertThat(subjects(first.messages())).containsExactly("Sails", "Re: Tea");
        assertThat(subjects(second.messages())).containsExactly("Re: Boats");
        assertThat(first.total()).isEqualTo(3);
        assertThat(second.older()).isNull();
        assertThat(first.conversations().get(first.messages().getFirst().ref())).isEqualTo(new ConversationCount(1, 1));
        assertThat(second.conversations().get(second.messages().getFirst().ref()))
                .isEqualTo(new ConversationCount(2, 1));
    }

    private static MessageQuery collapsed(int limit, Cursor cursor) {
        return new MessageQuery(limit, cursor, Set.of(), null, Sort.NEWEST, true);
    }

    private void deliver(String subject, String messageId, String fields) {
        deliver(("From: ada@example.org\nSubject: " + subject + "\nMessage-ID: <" + messageId + ">\n" + fields
                        + "\nWords.\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private MailboxName top(String label) {
        return new MailboxName(inSession(MailSession::prefix) + label);
    }

    private List<MailboxName> names() {
        return inSession(MailSession::mailboxes).stream().map(Mailbox::name).toList();
    }

    private Mailbox mailbox(MailboxName name) {
        return inSession(MailSession::mailboxes).stream()
                .filter(mailbox -> mailbox.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void deliver(String subject) {
        deliver(("""
                From: "Ada" <ada@example.org>
                To: robin@vale.example
                Subject: %s
                Message-ID: <%s@example.org>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                The words of %s
                """.formatted(subject, Math.abs(subject.hashCode()), subject).replace("\n", "\r\n"))
                .getBytes(StandardCharsets.UTF_8));
    }

    private List<MessageSummary> newest() {
        return list(MailboxName.INBOX, MessageQuery.newest(50)).messages();
    }

    private MessagePage list(MailboxName mailbox, MessageQuery query) {
        return inSession(session -> session.messages(mailbox, query));
    }

    private void during(Consumer<MailSession> work) {
        inSession(session -> {
            work.accept(session);
            return true;
        });
    }

    private static List<String> subjects(List<MessageSummary> rows) {
        return rows.stream().map(row -> row.envelope().subject()).toList();
    }
}
