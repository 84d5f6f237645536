package io.lettergate.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lettergate.CorpusFiles;
import io.lettergate.mail.PartNumber;
import io.lettergate.reading.Invitation.Answer;
import io.lettergate.reading.Invitation.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CalendarsTests {

    private static final PartNumber PART = new PartNumber("2");
    static final String REQUEST = """
            BEGIN:VCALENDAR
            VERSION:2.0
            METHOD:REQUEST
            BEGIN:VEVENT
            UID:harbour-1
            SEQUENCE:2
            DTSTART;TZID=Europe/Oslo:20261124T100000
            DTEND;TZID=Europe/Oslo:20261124T113000
            SUMMARY:Timetable
            LOCATION:Room 2
            ORGANIZER;CN=Maya Lindqvist:mailto:maya@fjordline.example
            ATTENDEE;CN=Robin;PARTSTAT=NEEDS-ACTION:MAILTO:Robin@vale.example
            ATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@fjordline.example
            END:VEVENT
            END:VCALENDAR
            """.replace("\n", "\r\n");

    @Test
    void tellsWhatWhenWhereAndWho() {
        var invitation = read(REQUEST);

        assertThat(invitation.kind()).isEqualTo(Kind.REQUEST);
        assertThat(invitation.title()).isEqualTo("Timetable");
        assertThat(invitation.location()).isEqualTo("Room 2");
        assertThat(invitation.start())
                .isEqualTo(new Invitation.At(Instant.parse("2026-11-24T09:00:00Z"), "Europe/Oslo"));
        assertThat(invitation.version()).isEqualTo(new Invitation.Version("harbour-1", 2));
        assertThat(invitation.start().in(ZoneId.of("America/New_York")))
                .isEqualTo(LocalDateTime.parse("2026-11-24T04:00"));
        assertThat(invitation.organizer().email()).isEqualTo("maya@fjordline.example");
        assertThat(invitation.me()).isEqualToIgnoringCase("robin@vale.example");
        assertThat(invitation.guests())
                .extracting(Invitation.Guest::answer)
                .containsExactly(Answer.NONE, Answer.ACCEPTED);
        assertThat(invitation.isOpen()).isTrue();
    }

    @Test
    void aWholeDayIsOneWhereverOneIs() {
        var invitation = read(event("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261226"));

        assertThat(invitation.start()).isEqualTo(new Invitation.Day(LocalDate.parse("2026-12-24")));
        assertThat(invitation.end()).isEqualTo(new Invitation.Day(LocalDate.parse("2026-12-25")));
    }

    @Test
    void aTimeWithoutAZoneIsTheSameEverywhere() {
        var invitation = read(event("DTSTART:20261224T180000\r\nDURATION:PT2H"));

        assertThat(invitation.start()).isEqualTo(new Invitation.Floating(LocalDateTime.parse("2026-12-24T18:00")));
        assertThat(invitation.end()).isEqualTo(new Invitation.Floating(LocalDateTime.parse("2026-12-24T20:00")));
    }

    @Test
    void whoIsNotInvitedIsNotAsked() {
        var found = Calendars.read(REQUEST).getFirst();

        assertThat(Calendars.invitation(found, PART, Set.of("else@vale.example"))
                        .isOpen())
                .isFalse();
    }

    @Test
    @DisplayName("R9 no calendar of the corpus makes the reader fail")
    void survivesTheCorpus() throws IOException {
        int events = 0;
        int expected = 0;
        var files = CorpusFiles.in("ical-vcard/open", ".ics");
        for (var file : files) {
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            var found = Calendars.read(text);
            expected += text.contains("BEGIN:VEVENT") ? 1 : 0;
            events += Calendars.invitations(found, PART, Set.of()).isEmpty() ? 0 : 1;
        }

        System.out.printf("%d calendars: %d events%n", files.size(), events);
        assertThat(events).isEqualTo(expected).isPositive();
    }

    @Test
    @DisplayName("R9 no card of the corpus makes the reader fail")
    void survivesTheCardsOfTheCorpus() throws IOException {
        int cards = 0;
        var files = CorpusFiles.in("ical-vcard/open", ".vcf");
        for (var file : files) {
            cards += Card.read(Files.readString(file, StandardCharsets.ISO_8859_1), PART)
                    .size();
        }

        System.out.printf("%d files of cards: %d cards%n", files.size(), cards);
        assertThat(cards).isPositive();
    }

    @Test
    void readsACard() {
        var cards = Card.read(
                "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lindqvist;Maya;;;\r\nORG:Fjordline;Harbour\r\nTITLE:Captain\r\n"
                        + "EMAIL;TYPE=work:maya@fjordline.example\r\nTEL:+47 55 00 00 00\r\nEND:VCARD\r\n",
                PART);

        assertThat(cards)
                .containsExactly(new Card(
                        PART,
                        "Maya Lindqvist",
                        "Captain, Fjordline, Harbour",
                        List.of("maya@fjordline.example"),
                        List.of("+47 55 00 00 00")));
    }

    @Test
    @Timeout(60)
    void rulesOfZonesCannotKeepTheReader() {
        var rules =
                List.of("FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=2147483647", "FREQ=YEARLY;BYHOUR=1,2,3;BYMINUTE=0,1,2");

        for (var rule : rules) {
            var invitation = read(zoned("Mine", zone("Mine", "RRULE:" + rule.charAt(0) + "\r\n " + rule.substring(1))));

            assertThat(invitation.start()).as(rule).isInstanceOf(Invitation.At.class);
        }
        assertThat(Calendars.read(zoned(
                        "Mine",
                        zone("Mine", "RDATE:16010101T000000\r\n".repeat(20_000).strip()))))
                .isEmpty();
    }

    @Test
    void theRulesOfItsOwnZoneHold() {
        var ends = "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU";

        var invitation = read(zoned("Our time", zone("Our time", ends)));

        assertThat(instant(invitation.start())).isEqualTo("2026-07-10T05:00:00Z");
    }

    private static Instant instant(Invitation.Moment moment) {
        return ((Invitation.At) moment).instant();
    }

    @Test
    void knowsZonesThatAreOnlyNamed() {
        var names = List.of(
                "W. Europe Standard Time", "/freeassociation.sourceforge.net/Tzfile/Europe/Oslo", "\"Europe/Oslo\"");

        assertThat(names)
                .allSatisfy(name ->
                        assertThat(instant(read(zoned(name, "")).start())).isEqualTo("2026-07-10T08:00:00Z"));
        assertThat(read(zoned("Nowhere", "")).start())
                .isEqualTo(new Invitation.Floating(LocalDateTime.parse("2026-07-10T10:00")));
    }

    @Test
    void asksNobodyToAnswerOneself() {
        var proposal = read(REQUEST.replace("METHOD:REQUEST", "METHOD:COUNTER"));
        var own = Calendars.invitation(
                Calendars.read(REQUEST).getFirst(), PART, Set.of("robin@vale.example", "maya@fjordline.example"));

        assertThat(proposal.kind()).isEqualTo(Kind.COUNTER);
        assertThat(proposal.isOpen()).isFalse();
        assertThat(own.isOpen()).isFalse();
    }

    @Test
    void theWholeRowComesBeforeOneOfItsTimes() {
        var both = event("RECURRENCE-ID:20261225T180000Z\r\nDTSTART:20261225T190000Z")
                .replace(
                        "END:VCALENDAR",
                        "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261218T180000Z\r\nSUMMARY:all\r\n"
                                + "RRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\nEND:VCALENDAR");

        var invitation = read(both);

        assertThat(invitation.title()).isEqualTo("all");
        assertThat(invitation.repeats()).isTrue();
    }

    @Test
    void tellsOfEachEventOnceAndOfOneMoreThanAreShown() {
        var many = IntStream.range(0, 40)
                .mapToObj(i -> "UID:" + i + "\r\nDTSTART:20261224T180000Z\r\nSUMMARY:number " + i)
                .map(lines -> "BEGIN:VEVENT\r\n" + lines + "\r\nEND:VEVENT\r\n")
                .collect(Collectors.joining());

        var events = all(calendar("PUBLISH", many));

        assertThat(events).extracting(Invitation::title).hasSize(21).startsWith("number 0", "number 1");
    }

    @Test
    void readsEachCalendarOfAFile() {
        var one = event("DTSTART:20261224T180000Z");

        assertThat(all(one + one.replace("UID:1", "UID:2").replace("SUMMARY:x", "SUMMARY:y")))
                .extracting(Invitation::title)
                .containsExactly("x", "y");
    }

    @Test
    void foldsTheTimesThatAreUnlikeTheOthersUnderTheirEvent() {
        var row = "UID:1\r\nSUMMARY:round\r\nRRULE:FREQ=WEEKLY\r\nDTSTART;TZID=Europe/Oslo:20261118T100000";
        var moved = "UID:1\r\nSUMMARY:round\r\nRECURRENCE-ID;TZID=Europe/Oslo:20261125T100000\r\n"
                + "DTSTART;TZID=Europe/Oslo:20261126T140000\r\nDURATION:PT30M\r\nLOCATION:Room 3";
        var off = "UID:1\r\nRECURRENCE-ID;TZID=Europe/Oslo:20261202T100000\r\n"
                + "DTSTART;TZID=Europe/Oslo:20261202T100000\r\nSTATUS:CANCELLED";

        var events = all(calendar("PUBLISH", block(moved) + block(row) + block(off)));

        assertThat(events).hasSize(1);
        assertThat(events.getFirst().changes())
                .extracting(
                        change -> instant(change.instead()),
                        change -> instant(change.start()),
                        Invitation.Change::location,
                        Invitation.Change::isOff)
                .containsExactly(
                        tuple(
                                Instant.parse("2026-11-25T09:00:00Z"),
                                Instant.parse("2026-11-26T13:00:00Z"),
                                "Room 3",
                                false),
                        tuple(Instant.parse("2026-12-02T09:00:00Z"), Instant.parse("2026-12-02T09:00:00Z"), "", true));
        assertThat(instant(events.getFirst().changes().getFirst().end())).isEqualTo("2026-11-26T13:30:00Z");
    }

    @Test
    void asksAboutOneEventOfACalendar() {
        var asked = "DTSTART:20261224T180000Z\r\nORGANIZER:mailto:maya@fjordline.example\r\n"
                + "ATTENDEE:mailto:robin@vale.example";
        var other = "UID:0\r\nDTSTART:20261220T180000Z\r\nSUMMARY:not mine";
        var text = calendar(
                "REQUEST",
                block(other) + block("UID:1\r\nSUMMARY:one\r\n" + asked) + block("UID:2\r\nSUMMARY:two\r\n" + asked));

        assertThat(all(text))
                .extracting(Invitation::title, Invitation::isOpen)
                .containsExactly(tuple("not mine", false), tuple("one", true), tuple("two", false));
        assertThat(Calendars.meant(Calendars.read(text), PART, Set.of("robin@vale.example"))
                        .map(found -> found.event().getSummary().getValue()))
                .contains("one");
    }

    private static List<Invitation> all(String text) {
        return Calendars.invitations(Calendars.read(text), PART, Set.of("robin@vale.example"));
    }

    private static String calendar(String method, String events) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:" + method + "\r\n" + events + "END:VCALENDAR\r\n";
    }

    private static String block(String lines) {
        return "BEGIN:VEVENT\r\n" + lines + "\r\nEND:VEVENT\r\n";
    }

    private static String zoned(String name, String zone) {
        return event("DTSTART;TZID=" + name + ":20260710T100000").replace("BEGIN:VEVENT", zone + "BEGIN:VEVENT");
    }

    private static String zone(String name, String rule) {
        return "BEGIN:VTIMEZONE\r\nTZID:" + name + "\r\nBEGIN:STANDARD\r\nDTSTART:16011028T030000\r\n"
                + "TZOFFSETFROM:+0500\r\nTZOFFSETTO:+0500\r\n" + rule + "\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    }

    private static Invitation read(String text) {
        return Calendars.invitation(Calendars.read(text).getFirst(), PART, Set.of("robin@vale.example"));
    }

    private static String event(String lines) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n" + lines
                + "\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }
}
