package io.lettergate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mime.SignedEntity;
import io.lettergate.mime.SignedMail;
import jakarta.mail.BodyPart;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleMailTests {

    private static final Instant SATURDAY = Instant.parse("2026-11-21T22:19:00Z");

    private final List<SampleMessage> mail = asOf(SATURDAY);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T22:19:00Z",
                "2026-11-23T00:01:00Z",
                "2026-11-25T09:00:00Z",
                "2027-01-01T00:00:00Z",
                "2028-02-29T23:59:59Z"
            })
    void liesInThePastAndReachesAlmostUntilNow(String now) {
        var dates = asOf(Instant.parse(now)).stream().map(SampleMessage::sentAt).toList();

        assertThat(dates).isSorted().allMatch(date -> date.isBefore(Instant.parse(now)));
        assertThat(Duration.between(dates.getLast(), Instant.parse(now))).isLessThan(Duration.ofMinutes(30));
        assertThat(Duration.between(dates.getFirst(), Instant.parse(now))).isGreaterThan(Duration.ofDays(200));
    }

    @Test
    void isTheSameForTheSameMoment() throws MessagingException {
        var again = asOf(SATURDAY);

        assertThat(ids(again)).isEqualTo(ids(mail)).doesNotHaveDuplicates();
    }

    @Test
    void canBeReadToTheLastOctet() throws MessagingException, IOException {
        for (var message : mail) {
            assertThat(message.content().getSentDate())
                    .isEqualTo(message.sentAt().truncatedTo(ChronoUnit.SECONDS));
            for (var leaf : leaves(message.content())) {
                assertThat(leaf.getInputStream().readAllBytes()).isNotNull();
            }
        }
    }

    @Test
    void fillsEveryHole() throws MessagingException, IOException {
        for (var message : mail) {
            assertThat(String.valueOf(message.content().getSubject())).doesNotContain("${");
            for (var leaf : leaves(message.content())) {
                if (leaf.isMimeType("text/*")) {
                    assertThat(String.valueOf(leaf.getContent())).doesNotContain("${");
                }
            }
        }
    }

    @Test
    void comesFromAndGoesToDomainsThatNobodyOwns() throws MessagingException {
        for (var message : mail) {
            var everybody = Stream.concat(
                    Stream.of(message.content().getFrom()),
                    Stream.of(message.content().getAllRecipients()));

            assertThat(everybody)
                    .allMatch(
                            address -> ((InternetAddress) address).getAddress().endsWith(".example"));
        }
    }

    @Test
    void answersOnlyWhatIsThere() throws MessagingException {
        var known = ids(mail);

        for (var message : mail) {
            var parent = message.content().getHeader("In-Reply-To", null);
            assertThat(parent == null || known.contains(parent)).isTrue();
        }
    }

    @Test
    void keepsAFewMessagesUnreadAndFlagged() {
        var inbox = in("Inbox");

        assertThat(inbox.stream().filter(message -> !message.flags().contains(Flags.Flag.SEEN)))
                .hasSizeBetween(7, 11);
        assertThat(inbox.stream().filter(message -> message.flags().contains(Flags.Flag.FLAGGED)))
                .hasSizeBetween(4, 12);
        assertThat(inbox.stream().filter(message -> message.flags().contains(Flags.Flag.ANSWERED)))
                .hasSizeGreaterThan(5);
    }

    @Test
    void mostWorkIsDoneOnWorkingDays() {
        var weekend = mail.stream()
                .map(message -> message.sentAt().atZone(ZoneOffset.UTC).getDayOfWeek())
                .filter(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)::contains);

        assertThat(weekend.count()).isLessThan(mail.size() / 5);
    }

    @Test
    void showsEveryKindOfPart() throws MessagingException, IOException {
        var types = new ArrayList<String>();
        for (var message : mail) {
            collectTypes(message.content(), types);
        }

        assertThat(types)
                .contains(
                        "multipart/alternative",
                        "multipart/related",
                        "multipart/mixed",
                        "multipart/report",
                        "multipart/signed",
                        "message/rfc822",
                        "message/delivery-status",
                        "text/calendar",
                        "text/vcard",
                        "text/csv",
                        "image/png",
                        "application/pdf",
                        "application/zip",
                        "audio/wav");
    }

    @Test
    void holdsALetterWhoseSignatureIsIntact() throws MessagingException, IOException {
        var signed = mail.stream()
                .map(SampleMessage::content)
                .filter(message -> type(message).startsWith("multipart/signed"))
                .findFirst()
                .orElseThrow();
        var octets = new ByteArrayOutputStream();
        signed.writeTo(octets);
        var boundary = new ContentType(signed.getContentType()).getParameter("boundary");
        var entity = SignedEntity.in(new ByteArrayInputStream(octets.toByteArray()), boundary);
        var words = new ByteArrayInputStream(octets.toByteArray(), (int) entity.start(), (int) entity.length());
        var signature = ((Multipart) signed.getContent()).getBodyPart(1).getInputStream();

        var found = SignedMail.check(words, signature);

        assertThat(found.isIntact()).isTrue();
        assertThat(found.isStrong()).isTrue();
        assertThat(found.certificates().getFirst().getNotAfter().toInstant()).isAfter("2090-01-01T00:00:00Z");
    }

    @Test
    void holdsALargeFileAndALongText() throws MessagingException, IOException {
        var sizes = new ArrayList<Integer>();
        for (var message : mail) {
            sizes.add(message.content().getSize());
        }

        assertThat(sizes).anyMatch(size -> size > 5 << 20).anyMatch(size -> size > 100_000 && size < 200_000);
    }

    @Test
    void writesJapaneseTheOldWay() throws MessagingException, IOException {
        var invitation = mail.stream()
                .map(SampleMessage::content)
                .filter(message -> type(message).contains("iso-2022-jp"))
                .findFirst()
                .orElseThrow();

        assertThat(invitation.getSubject()).startsWith("進水式");
        assertThat((String) invitation.getContent()).contains("ロビン様");
        assertThat(invitation.getHeader("Subject", null)).contains("ISO-2022-JP");
    }

    private static String type(MimeMessage message) {
        try {
            return message.getContentType();
        } catch (MessagingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private List<SampleMessage> in(String folder) {
        return mail.stream().filter(message -> message.folder().equals(folder)).toList();
    }

    private static List<SampleMessage> asOf(Instant now) {
        return SampleMail.asOf(Clock.fixed(now, ZoneOffset.UTC));
    }

    private static List<String> ids(List<SampleMessage> mail) throws MessagingException {
        var ids = new ArrayList<String>();
        for (var message : mail) {
            ids.add(message.content().getMessageID());
        }
        return ids;
    }

    private static void collectTypes(Part part, List<String> types) throws MessagingException, IOException {
        types.add(part.getContentType()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("(?s);.*", "")
                .strip());
        if (part.getContent() instanceof Multipart several) {
            for (var i = 0; i < several.getCount(); i++) {
                collectTypes(several.getBodyPart(i), types);
            }
        }
    }

    private static List<Part> leaves(Part part) throws MessagingException, IOException {
        var leaves = new ArrayList<Part>();
        if (part.getContent() instanceof Multipart several) {
            for (var i = 0; i < several.getCount(); i++) {
                BodyPart child = several.getBodyPart(i);
                leaves.addAll(leaves(child));
            }
        } else {
            leaves.add(part);
        }
        return leaves;
    }
}
