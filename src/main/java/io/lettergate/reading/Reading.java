package io.lettergate.reading;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Message;
import io.lettergate.mail.Part;
import io.lettergate.mailbox.Messages;
import io.lettergate.mime.MessageHeader;
import io.lettergate.mime.PackedMail;
import io.lettergate.mime.PartReader;
import io.lettergate.mime.Preview;
import io.lettergate.sending.identities.Identities;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Makes sense of what a message brings besides words. What cannot be understood stays a file among the others. */
@Service
public class Reading {

    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
    private static final int MOST = 5;
    private static final long LARGEST = 512 * 1024;
    private static final int MOST_HEADINGS = 20;
    private static final int LARGEST_HEADING = 64 * 1024;

    private final Messages messages;
    private final Identities identities;
    private final Seals seals;
    private final ReadingSettings settings;

    Reading(Messages messages, Identities identities, Seals seals, ReadingSettings settings) {
        this.messages = messages;
        this.identities = identities;
        this.seals = seals;
        this.settings = settings;
    }

    /** What there is; a part that its server does not give now is left out. */
    public Extras of(Account account, Message message) {
        return of(account, message, EnumSet.allOf(Extra.class));
    }

    /** The same, with nothing fetched but what is wanted. */
    public Extras of(Account account, Message message, Set<Extra> wanted) {
        var envelope = message.summary().envelope();
        var events = wanted.contains(Extra.INVITATIONS) ? invitations(account, message) : List.<Invitation>of();
        boolean isMore = events.size() > Calendars.MOST_EVENTS;
        return new Extras(
                isMore ? Notice.and(Notice.EVENTS, Notice.of(message)) : Notice.of(message),
                Verdict.of(message.headers(), envelope.from(), settings.authservIds()),
                Doubt.of(Stream.concat(envelope.from().stream(), envelope.replyTo().stream())
                        .toList()),
                wanted.contains(Extra.SEAL) ? seals.of(account, message) : null,
                wanted.contains(Extra.OUTCOMES) ? report(account, message) : null,
                isMore ? events.subList(0, Calendars.MOST_EVENTS) : events,
                wanted.contains(Extra.CARDS) ? cards(account, message) : List.of(),
                message.attachments().stream().filter(PackedMail::isIn).toList());
    }

    /** The same for a message within another, of which no server and no signature says anything. */
    public Extras within(Account account, Message message) {
        return within(account, message, EnumSet.allOf(Extra.class));
    }

    /** The same, with nothing fetched but what is wanted. */
    public Extras within(Account account, Message message, Set<Extra> wanted) {
        var envelope = message.summary().envelope();
        return new Extras(
                Notice.of(message),
                null,
                Doubt.of(envelope.from()),
                null,
                wanted.contains(Extra.OUTCOMES) ? report(account, message) : null,
                List.of(),
                wanted.contains(Extra.CARDS) ? cards(account, message) : List.of(),
                message.attachments().stream().filter(PackedMail::isIn).toList());
    }

    /** The messages within one, and what the first of them are about. */
    public List<Inner> inner(Account account, Message message) {
        var parts = message.attachments().stream().filter(PackedMail::isIn).toList();
        return IntStream.range(0, parts.size())
                .mapToObj(i -> i < MOST_HEADINGS && !PackedMail.isPacked(parts.get(i))
                        ? inner(account, message, parts.get(i))
                        : new Inner(parts.get(i), null, ""))
                .toList();
    }

    private Inner inner(Account account, Message message, Part part) {
        var octets = octets(account, message, part, LARGEST_HEADING);
        return octets.length == 0
                ? new Inner(part, null, "")
                : new Inner(part, MessageHeader.read(octets).envelope(), Preview.ofMessage(octets));
    }

    /**
     * Whether a message may be from somebody else than it names: where servers are believed, one of them has to say that
     * it is not; within another message nobody can.
     */
    public boolean isUnproven(Message message, boolean isWithin) {
        if (settings.authservIds().isEmpty()) {
            return false;
        }
        var from = message.summary().envelope().from();
        var verdict = isWithin ? null : Verdict.of(message.headers(), from, settings.authservIds());
        return verdict == null || verdict.finding() != Verdict.Finding.CONFIRMED;
    }

    private @Nullable Report report(Account account, Message message) {
        for (var part : parts(message)) {
            boolean isDelivery = part.is("message/delivery-status") || part.is("message/global-delivery-status");
            if (isDelivery || part.is("message/disposition-notification")) {
                var octets = octets(account, message, part);
                var report = isDelivery ? ReportReader.ofDelivery(octets) : ReportReader.ofDisposition(octets);
                return report.outcomes().isEmpty() ? null : report;
            }
        }
        return null;
    }

    /** Of events that stand in several parts, as many programs send them, each once; one more than are shown tells so. */
    private List<Invitation> invitations(Account account, Message message) {
        var calendars = parts(message).stream()
                .filter(Parts::isCalendar)
                .filter(Reading::isSmall)
                .limit(MOST)
                .toList();
        if (calendars.isEmpty()) {
            return List.of();
        }
        var own = identities.addresses(account);
        Map<Object, Invitation> told = new LinkedHashMap<>();
        for (var part : calendars) {
            Calendars.invitations(
                            Calendars.read(words(account, message, part)), Objects.requireNonNull(part.number()), own)
                    .forEach(event ->
                            told.putIfAbsent(List.of(event.version().uid(), event.start(), event.title()), event));
        }
        return told.values().stream().limit(Calendars.MOST_EVENTS + 1L).toList();
    }

    private List<Card> cards(Account account, Message message) {
        return parts(message).stream()
                .filter(Parts::isCard)
                .filter(Reading::isSmall)
                .limit(MOST)
                .flatMap(part ->
                        Card.read(words(account, message, part), Objects.requireNonNull(part.number())).stream())
                .toList();
    }

    private static boolean isSmall(Part part) {
        return part.size() <= LARGEST;
    }

    private static List<Part> parts(Message message) {
        var structure = message.structure();
        return structure == null
                ? List.of()
                : structure.walk().filter(part -> part.number() != null).toList();
    }

    private String words(Account account, Message message, Part part) {
        return PartReader.words(part, octets(account, message, part));
    }

    private byte[] octets(Account account, Message message, Part part) {
        return octets(account, message, part, Parts.LARGEST);
    }

    private byte[] octets(Account account, Message message, Part part, int most) {
        try {
            var ref = message.summary().ref();
            return Parts.octets(messages, account, ref, Objects.requireNonNull(part.number()), most);
        } catch (MailFailure.NoSuchPart | UncheckedIOException missing) {
            LOG.info("part left out account={} reason={}", account.id(), missing.getMessage());
            return new byte[0];
        }
    }
}
