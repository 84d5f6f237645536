package io.lettergate.reading;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import biweekly.property.DateTimeStamp;
import biweekly.property.Method;
import biweekly.property.Uid;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Address;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Message;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Messages;
import io.lettergate.mime.MessageWriter;
import io.lettergate.mime.OutgoingAddress;
import io.lettergate.mime.OutgoingFile;
import io.lettergate.mime.OutgoingMessage;
import io.lettergate.reading.Invitation.Answer;
import io.lettergate.sending.KeyedRequest;
import io.lettergate.sending.MailPath;
import io.lettergate.sending.NewSubmission;
import io.lettergate.sending.Submission;
import io.lettergate.sending.identities.Identities;
import io.lettergate.sending.identities.Identity;
import io.lettergate.sending.outbox.Outbox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Answers invitations: the organizer gets a message that calendars understand (RFC 5546 §3.2.3, RFC 6047). */
@Service
public class Invitations {

    private static final int LONGEST_SUBJECT = 400;

    private final Messages messages;
    private final Identities identities;
    private final Outbox outbox;
    private final Clock clock;

    Invitations(Messages messages, Identities identities, Outbox outbox, Clock clock) {
        this.messages = messages;
        this.identities = identities;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * What is answered.
     *
     * @param subject what the message is called
     * @param text the same in words, for those without a calendar
     * @param request of a program; absent where it gave no key
     */
    public record Reply(
            Answer answer,
            String subject,
            String text,
            @Nullable KeyedRequest request) {}

    /**
     * Sends an answer.
     *
     * @param subject what the message is called
     * @param text the same in words, for those without a calendar
     * @throws MailFailure.NoSuchPart if there is no invitation that this person can answer
     */
    public Submission answer(
            Account account, MessageRef message, PartNumber part, Answer answer, String subject, String text) {
        return answer(account, message, part, new Reply(answer, subject, text, null));
    }

    /**
     * Sends an answer, once for a request of a program.
     *
     * @throws MailFailure.NoSuchPart if there is no invitation that this person can answer
     */
    public Submission answer(Account account, MessageRef message, PartNumber part, Reply said) {
        var own = identities.addresses(account);
        var found = Calendars.meant(Parts.calendar(messages, account, message, part), part, own)
                .orElseThrow(MailFailure.NoSuchPart::new);
        var invitation = Calendars.invitation(found, part, own);
        var me = invitation == null ? null : invitation.me();
        var organizer = invitation == null ? null : invitation.organizer();
        if (invitation == null || me == null || organizer == null || !invitation.isOpen()) {
            throw new MailFailure.NoSuchPart();
        }
        var now = clock.instant();
        var identity = identity(account, me);
        var calendar = Biweekly.write(reply(found, me, said.answer(), now))
                .version(ICalVersion.V2_0)
                .go();
        try {
            var from = OutgoingAddress.of(new Address(identity.name(), identity.address()));
            var to = OutgoingAddress.of(organizer);
            var written = message(from, to, messages.open(account, message), said, calendar, now);
            var octets = new ByteArrayOutputStream();
            MessageWriter.write(written, MessageWriter.Copy.SENT_OUT, octets);
            return outbox.submit(
                    account,
                    NewSubmission.of(
                                    MailPath.of(from.email()),
                                    List.of(MailPath.of(to.email())),
                                    new ByteArrayInputStream(octets.toByteArray()))
                            .asked(said.request()));
        } catch (IllegalArgumentException unfit) {
            throw new MailFailure.MessageUnfit(String.valueOf(unfit.getMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Identity identity(Account account, String me) {
        return identities.of(account).stream()
                .filter(identity -> identity.address().equalsIgnoreCase(me))
                .findFirst()
                .orElseGet(() -> identities.preferred(account));
    }

    private static OutgoingMessage message(
            OutgoingAddress from, OutgoingAddress to, Message invitation, Reply said, String calendar, Instant now) {
        var octets = calendar.getBytes(StandardCharsets.UTF_8);
        var answered = invitation.summary().envelope().messageId();
        var ids = answered != null && OutgoingMessage.isId(answered) ? List.of(answered) : List.<String>of();
        return new OutgoingMessage(
                from,
                List.of(),
                new OutgoingMessage.Receivers(List.of(to), List.of(), List.of()),
                Cut.of(said.subject().replaceAll("\\p{Cntrl}", " "), LONGEST_SUBJECT),
                new OutgoingMessage.Words(said.text(), null),
                List.of(new OutgoingFile(
                        "invite.ics",
                        "text/calendar; method=REPLY; charset=utf-8",
                        null,
                        () -> new ByteArrayInputStream(octets))),
                new OutgoingMessage.Answer(ids, ids),
                OutgoingMessage.freshId(from),
                now,
                OutgoingMessage.Wishes.NONE,
                null);
    }

    /** Only the one who answers is named among the guests. */
    private static ICalendar reply(Calendars.Found found, String me, Answer answer, Instant now) {
        var asked = found.event();
        var event = new VEvent();
        var uid = asked.getUid();
        event.setUid(uid == null ? Uid.random() : uid);
        event.setDateTimeStamp(new DateTimeStamp(Date.from(now)));
        event.setSequence(asked.getSequence());
        event.setRecurrenceId(asked.getRecurrenceId());
        event.setDateStart(asked.getDateStart());
        event.setDateEnd(asked.getDateEnd());
        event.setSummary(asked.getSummary());
        event.setOrganizer(asked.getOrganizer());
        event.addAttendee(attendee(asked, me, answer));
        var reply = new ICalendar();
        reply.setMethod(Method.reply());
        reply.setTimezoneInfo(found.calendar().getTimezoneInfo());
        reply.addEvent(event);
        return reply;
    }

    private static Attendee attendee(VEvent asked, String me, Answer answer) {
        var invited = asked.getAttendees().stream()
                .filter(attendee -> me.equalsIgnoreCase(Calendars.email(attendee.getEmail(), attendee.getUri())))
                .findFirst()
                .orElseThrow(MailFailure.NoSuchPart::new);
        var attendee = new Attendee(invited.getCommonName(), me.toLowerCase(Locale.ROOT));
        attendee.setParticipationStatus(
                switch (answer) {
                    case ACCEPTED -> ParticipationStatus.ACCEPTED;
                    case TENTATIVE -> ParticipationStatus.TENTATIVE;
                    case DECLINED -> ParticipationStatus.DECLINED;
                    case NONE -> ParticipationStatus.NEEDS_ACTION;
                });
        return attendee;
    }
}
