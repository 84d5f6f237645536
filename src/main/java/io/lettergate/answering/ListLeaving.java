package io.lettergate.answering;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Message;
import io.lettergate.mime.MessageWriter;
import io.lettergate.mime.OutgoingAddress;
import io.lettergate.mime.OutgoingMessage;
import io.lettergate.net.Web;
import io.lettergate.reading.Vouching;
import io.lettergate.sending.KeyedRequest;
import io.lettergate.sending.KeyedRequests;
import io.lettergate.sending.MailPath;
import io.lettergate.sending.NewSubmission;
import io.lettergate.sending.Submission;
import io.lettergate.sending.outbox.Outbox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Leaves mailing lists, when their reader says so and never otherwise. */
@Service
public class ListLeaving {

    private static final Logger LOG = LoggerFactory.getLogger(ListLeaving.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";
    /** What a request made that told the server of a list. */
    private static final String TOLD = "told";

    private static final int FINE = 2;
    private static final int HUNDRED = 100;

    private final Web web;
    private final Outbox outbox;
    private final KeyedRequests requests;
    private final Receivers receivers;
    private final Vouching vouching;
    private final Clock clock;

    ListLeaving(Web web, Outbox outbox, KeyedRequests requests, Receivers receivers, Vouching vouching, Clock clock) {
        this.vouching = vouching;
        this.web = web;
        this.outbox = outbox;
        this.requests = requests;
        this.receivers = receivers;
        this.clock = clock;
    }

    /** It did not work; the message is a sentence for its reader. */
    public static final class NotLeft extends Exception {

        private static final long serialVersionUID = 1;

        public NotLeft(String sentence) {
            super(sentence);
        }
    }

    /**
     * A list was left.
     *
     * @param mail on its way to the list; absent where its server was told
     */
    public record Left(@Nullable Submission mail) {}

    /** The way out of the list that a message came by, if it names one that can be used. */
    public Optional<ListExit> exit(Message message) {
        return ListExit.of(message, vouching.covers(message, ListExit.FIELDS));
    }

    /**
     * Tells the list, or has a mail sent to it.
     *
     * @throws NotLeft if the list could not be told, or said no
     */
    public void leave(Account account, Message message, ListExit exit) throws NotLeft {
        leave(account, message, exit, null);
    }

    /**
     * The same for a program.
     *
     * @param request absent where the program gave no key
     * @throws NotLeft if the list could not be told, or said no
     */
    public Left leave(Account account, Message message, ListExit exit, @Nullable KeyedRequest request) throws NotLeft {
        var page = exit.page();
        var mail = exit.mail();
        if (exit.way() == ListExit.Way.ONE_CLICK && page != null) {
            requests.<NotLeft>once(account, request, TOLD, told -> tell(account, page));
            return new Left(null);
        }
        if (mail != null) {
            return new Left(write(account, receivers.of(account, message), mail, request));
        }
        throw new NotLeft("This list can only be left on its own page.");
    }

    /** How a request left a list when it came first; nothing if it never came, or has no key. */
    public Optional<Left> left(Account account, @Nullable KeyedRequest request) {
        return requests.made(account, request)
                .map(made -> new Left(made.equals(TOLD) ? null : outbox.require(account, made)));
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

    private Submission write(Account account, OutgoingAddress from, ExitMail mail, @Nullable KeyedRequest request) {
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
        return outbox.submit(
                account,
                NewSubmission.of(
                                MailPath.of(from.email()),
                                List.of(MailPath.of(mail.to().email())),
                                new ByteArrayInputStream(octets.toByteArray()))
                        .asked(request));
    }
}
