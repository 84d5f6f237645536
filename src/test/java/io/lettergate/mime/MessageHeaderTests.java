package io.lettergate.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mail.Address;
import io.lettergate.mail.Header;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageHeaderTests {

    @Test
    void readsAnOrdinaryHeader() {
        var envelope = MessageHeader.read("""
                        From: "Doe, Ann" <ann@example.org>
                        To: Bob <bob@example.org>, carl@example.org (Carl)
                        Subject: Lunch
                         on Friday
                        Date: Fri, 21 Nov 1997 09:55:06 -0600
                        Message-ID: <one@example.org>
                        In-Reply-To: <zero@example.org>
                        References: <a@example.org>
                         <zero@example.org>

                        Subject: not this one
                        """.getBytes(UTF_8)).envelope();

        assertThat(envelope.subject()).isEqualTo("Lunch on Friday");
        assertThat(envelope.from()).containsExactly(new Address("Doe, Ann", "ann@example.org"));
        assertThat(envelope.to())
                .containsExactly(new Address("Bob", "bob@example.org"), new Address("Carl", "carl@example.org"));
        assertThat(envelope.sentAt()).isEqualTo(Instant.parse("1997-11-21T15:55:06Z"));
        assertThat(envelope.messageId()).isEqualTo("one@example.org");
        assertThat(envelope.inReplyTo()).containsExactly("zero@example.org");
        assertThat(envelope.references()).containsExactly("a@example.org", "zero@example.org");
    }

    @Test
    void skipsLinesThatAreNoFields() {
        var fields = MessageHeader.read("From ann Mon Jan\r\nnonsense\r\nSubject : yes\r\n".getBytes(UTF_8))
                .fields();

        assertThat(fields).containsExactly(new Header("Subject", "yes"));
    }

    @Test
    void saysWhereWordsStandAmongItsFields() {
        assertThat(isOpen("Subject: x\r\nDear Ann\r\n")).isTrue();
        assertThat(isOpen("Subject: x\nDear Ann\nsoup: at nine\n\n")).isTrue();
        assertThat(isOpen("Subject: x\r\n\r\n")).isFalse();
        assertThat(isOpen("Subject: x\r\n")).isFalse();
        assertThat(isOpen("")).isFalse();
        assertThat(isOpen("From ann Mon Jan\r\nSubject: x\r\nnonsense\r\n folded\r\nX-Odd: y\r\n\r\n"))
                .isFalse();
    }

    private static boolean isOpen(String header) {
        return MessageHeader.read(header.getBytes(UTF_8)).isOpen();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=?utf-8?Q?caf=C3=A9?=|café",
                "=?iso-8859-1?Q?caf=E9_cr=E8me?= now|café crème now",
                "=?utf-8?B?Y2Fmw6k?=|café",
                "=?utf-8?B?Y2Fmw6k?= =?utf-8?B?IQ?=|café!",
                "=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=|café",
                "=?x-nobody-knows?Q?caf=C3=A9?=|café",
                "\"=?utf-8?Q?caf=C3=A9?=\"|\"café\"",
                "=?utf-8?Q?two words?=|two words",
                "=?utf-8?Q?never ends|=?utf-8?Q?never ends",
                "=?utf-8*en?q?caf=C3=A9?=|café",
            })
    void decodesEncodedWordsHoweverBroken(String encoded, String decoded) {
        var subject = subject(encoded.getBytes(UTF_8));

        assertThat(subject.replace('\uFFFD', '?')).isEqualTo(decoded);
    }

    @Test
    void guessesTheCharsetOfRawOctets() {
        assertThat(subject("café".getBytes(UTF_8))).isEqualTo("café");
        assertThat(subject("café".getBytes(ISO_8859_1))).isEqualTo("café");
    }

    @Test
    void takesOutWhatHidesOrTurnsText() {
        var subject = subject("in\u202Evoice\u200B \u0007fdp\u2066 =?utf-8?Q?a=00b=0D=0ABcc:_c?=".getBytes(UTF_8));

        assertThat(subject).isEqualTo("invoice fdp ab Bcc: c");
    }

    @Test
    void keepsTheJoinersOfEmoji() {
        assertThat(subject("👩‍🚀".getBytes(UTF_8))).isEqualTo("👩‍🚀");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Joe|-|Joe",
                "Joe Doe|Joe Doe|''",
                "joe@example.org|-|joe@example.org",
                "Joe joe@example.org|Joe|joe@example.org",
                "Joe <joe@example.org|Joe|joe@example.org",
                "\"Joe <joe@example.org>|\"Joe|joe@example.org",
                "(never ends joe@example.org|(never ends|joe@example.org",
                "\"joe doe\"@example.org|-|\"joe doe\"@example.org",
                "Joe <>|Joe|''",
                "<@a,@b:joe@example.org>|-|joe@example.org",
                "=?utf-8?Q?Doe,_Jos=C3=A9?= <joe@example.org>|Doe, José|joe@example.org",
                "\"=?utf-8?Q?Jos=C3=A9?=\" <joe@example.org>|José|joe@example.org",
                "Joe < joe @ example.org >|Joe|joe@example.org",
                "Team: joe@example.org;|-|joe@example.org",
            })
    void recognisesSomebodyIn(String field, String name, String email) {
        assertThat(from(field)).containsExactly(new Address(name, email));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<>", ",,;", "undisclosed-recipients:;", "()"})
    void findsNobodyIn(String field) {
        assertThat(from(field)).isEmpty();
    }

    @Test
    void separatesAddressesWhoseBracketsAreMissing() {
        assertThat(from("A <a@example.org, B <b@example.org>; c@example.org"))
                .extracting(Address::email)
                .containsExactly("a@example.org", "b@example.org", "c@example.org");
    }

    @Test
    void joinsRepeatedFieldsAndStopsAtFiveHundred() {
        var field = "From: a@example.org, b@example.org\r\n".repeat(400);

        assertThat(MessageHeader.read(field.getBytes(UTF_8)).envelope().from()).hasSize(500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "21 Nov 97 09:55 GMT|1997-11-21T09:55:00Z",
                "Fri, 21 Nov 1997 09:55:06 EST (comment)|1997-11-21T14:55:06Z",
                "Fri, 21 Nov 1997 09:55:06|1997-11-21T09:55:06Z",
                "Fri,21-Nov-1997 09.55.06 +01:00|1997-11-21T08:55:06Z",
                "Fri Nov  1 09:55:06 1997|1997-11-01T09:55:06Z",
                "Friday, 21 November 1997 9:55:06 PM +0000|1997-11-21T21:55:06Z",
                "1997-11-21T09:55:06.123Z|1997-11-21T09:55:06Z",
                "Fri, 21 Nov 1997 09:55:60 +0000|1997-11-21T09:55:59Z",
                "Fri, 21 Nov 1997 09:55:06 +9999|1997-11-21T09:55:06Z",
            })
    void readsDatesAsTheyAreWritten(String date, Instant moment) {
        assertThat(sentAt(date)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "99 Foo 2020 10:10", "31 Feb 2020 10:10:10", "1 Jan 2020 99:99"})
    void takesNonsenseForNoDate(String date) {
        assertThat(sentAt(date)).isNull();
    }

    @Test
    void keepsOddMessageIds() {
        var header = "Message-ID: odd one\r\nReferences: a@b <c@d> <e f@g> <unfinished\r\n".getBytes(UTF_8);

        var envelope = MessageHeader.read(header).envelope();

        assertThat(envelope.messageId()).isEqualTo("odd");
        assertThat(envelope.references()).containsExactly("c@d", "ef@g", "unfinished");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "\"", "<", "=?", "=?a?q?", "=?a?q?a", "\\", "a,", "@", " ", "\r\n ", "(\"<", "Mon, 1"})
    void survivesMountainsOf(String piece) {
        var mountain = piece.repeat(400_000 / piece.length());
        var header = "From: %s\r\nSubject: %s\r\nDate: %s\r\nReferences: %s\r\nTo: late@example.org\r\n"
                .formatted(mountain, mountain, mountain, mountain);

        var read = MessageHeader.read(header.getBytes(UTF_8));

        assertThat(read.fields()).hasSizeGreaterThan(1);
        assertThat(read.envelope().from()).hasSizeLessThanOrEqualTo(500);
    }

    @Test
    void stopsAfterTwoThousandFields() {
        assertThat(MessageHeader.read("A: b\r\n".repeat(100_000).getBytes(UTF_8))
                        .fields())
                .hasSize(2_000);
    }

    private static String subject(byte[] octets) {
        var header = new byte[octets.length + 9];
        System.arraycopy("Subject: ".getBytes(UTF_8), 0, header, 0, 9);
        System.arraycopy(octets, 0, header, 9, octets.length);
        return MessageHeader.read(header).envelope().subject();
    }

    private static List<Address> from(String field) {
        return MessageHeader.read(("From: " + field).getBytes(UTF_8)).envelope().from();
    }

    private static Instant sentAt(String date) {
        return MessageHeader.read(("Date: " + date).getBytes(UTF_8)).envelope().sentAt();
    }
}
