package io.lettergate.answering;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Message;
import io.lettergate.mime.MessageWriter;
import io.lettergate.mime.OutgoingAddress;
import io.lettergate.mime.OutgoingMessage;
import io.lettergate.net.Web;
import io.lettergate.sending.MailPath;
import io.lettergate.sending.NewSubmission;
import io.lettergate.sending.outbox.Outbox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Leaves mailing lists, when their reader says so and never otherwise. */
@Service
public class ListLeaving {

    private static final Logger LOG = LoggerFactory.getLogger(ListLeaving.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";
    private static final int FINE = 2;
    private static final int HUNDRED = 100;

    private final Web web;
    private final Outbox outbox;
    private final Receivers receivers;
    private final Clock clock;

    ListLeaving(Web web, Outbox outbox, Receivers receivers, Clock clock) {
        this.web = web;
        this.outbox = outbox;
        this.receivers = receivers;
        this.clock = clock;
    }

    /** It did not work; the message is a sentence for its reader. */
    public static final class NotLeft extends Exception {

        private static final long serialVersionUID = 1;

        NotLeft(String sentence) {
            super(sentence);
        }
    }

    /**
     * Tells the list, or has a mail sent to it.
     *
     * @throws NotLeft if the list could not be told, or said no
     */
    public void leave(Account account, Message message, ListExit exit) throws NotLeft {
        var page = exit.page();
        var mail = exit.mail();
        if (exit.way() == ListExit.Way.ONE_CLICK && page != null) {
            tell(account, page);
        } else if (mail != null) {
            write(account, receivers.of(account, message), mail);
        } else {
            throw new NotLeft("This list can only be left on its own page.");
        }
    }

    /** A form without cookies, names or anything else but what stands in the message itself (RFC 8058 §3.1). */
    private void tell(Account account, URI page) throws NotLeft {
        try {
            int status = web.post(page, ONE_CLICK, PATIENCE);
            LOG.info("list left account={} host={} status={}", account.id(), page.getHost(), status);
            if (status / HUNDRED != FINE) {
                throw new NotLeft(
                        page.getHost() + " answered with error " + status + ". You may still be on the list.");
            }
        } catch (MailFailure.PolicyRefused refused) {
            throw new NotLeft(refused.sentence());
        } catch (IOException broken) {
            LOG.info("list not left account={} host={} reason={}", account.id(), page.getHost(), broken.toString());
            throw new NotLeft(page.getHost() + " could not be reached. You are still on the list.");
        }
    }

    private void write(Account account, OutgoingAddress from, ExitMail mail) {
        var message = new OutgoingMessage(
                from,
                List.of(),
                new OutgoingMessage.Receivers(List.of(mail.to()), List.of(), List.of()),
                mail.subject(),
                new OutgoingMessage.Words(mail.text(), null),
                List.of(),
                OutgoingMessage.Answer.NONE,
                OutgoingMessage.freshId(from),
                clock.instant(),
                OutgoingMessage.Wishes.NONE,
                null);
        var octets = new ByteArrayOutputStream();
        try {
            MessageWriter.write(message, MessageWriter.Copy.SENT_OUT, octets);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        outbox.submit(
                account,
                NewSubmission.of(
                        MailPath.of(from.email()),
                        List.of(MailPath.of(mail.to().email())),
                        new ByteArrayInputStream(octets.toByteArray())));
    }
}
