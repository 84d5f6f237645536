package io.lettergate.smtp;

import io.lettergate.sending.MailPath;
import io.lettergate.sending.spi.Journal;
import io.lettergate.sending.spi.Letter;
import io.lettergate.sending.spi.Phase;
import io.lettergate.sending.spi.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One message handed in to one server: MAIL, RCPT, DATA, the dot (RFC 5321 §3.3). */
final class Transaction {

    private static final int GO_ON = 354;
    private static final byte[] DOT = {'.', '\r', '\n'};

    private final SmtpSignIn.Session session;
    private final SmtpWire wire;
    private final SmtpSettings settings;
    private final Letter letter;
    private final Journal journal;
    private final boolean utf8;

    Transaction(SmtpSignIn.Session session, SmtpSettings settings, Letter letter, Journal journal) {
        this.session = session;
        this.wire = session.wire();
        this.settings = settings;
        this.letter = letter;
        this.journal = journal;
        this.utf8 = SmtpSubmitter.needsUtf8(letter);
    }

    /** What came of it, for each who gets it. */
    List<Verdict> run() {
        journal.reached(Phase.MAIL);
        var mail = wire.ask(mail());
        if (!mail.isYes()) {
            return all(letter.to(), mail);
        }
        journal.reached(Phase.RCPT);
        var verdicts = recipients();
        if (verdicts.stream().noneMatch(Transaction::isAccepted)) {
            session.quit();
            return verdicts;
        }
        journal.reached(Phase.DATA_STARTED);
        var data = wire.ask("DATA");
        if (data.code() != GO_ON) {
            if (data.isYes()) {
                throw wire.unreadable("yes to DATA that is no 354");
            }
            return merged(verdicts, data);
        }
        pour();
        journal.dotFollows(verdicts);
        wire.write(DOT);
        var accepted = wire.reply(settings.acceptance());
        journal(accepted);
        session.quit();
        return merged(verdicts, accepted);
    }

    private void journal(Reply answer) {
        if (answer.isYes()) {
            journal.reached(Phase.ACCEPTED);
        } else if (answer.code() / 100 == 3) {
            throw wire.unreadable("a question behind the dot");
        }
    }

    private String mail() {
        var command =
                new StringBuilder("MAIL FROM:<").append(path(letter.from())).append('>');
        if (session.offered().has("SIZE")) {
            command.append(" SIZE=").append(letter.size());
        }
        if (letter.eightBit()) {
            command.append(" BODY=8BITMIME");
        }
        if (utf8) {
            command.append(" SMTPUTF8");
        }
        if (session.offered().has("DSN")) {
            command.append(" RET=HDRS ENVID=").append(letter.id());
        }
        return command.toString();
    }

    private List<Verdict> recipients() {
        var verdicts = new ArrayList<Verdict>();
        for (var address : letter.to()) {
            var reply = wire.ask(rcpt(address));
            verdicts.add(verdict(address, reply));
            if (reply.isGoodbye()) {
                letter.to().stream().skip(verdicts.size()).forEach(rest -> verdicts.add(verdict(rest, reply)));
                return verdicts.stream()
                        .map(verdict -> isAccepted(verdict) ? verdict(verdict.address(), reply) : verdict)
                        .toList();
            }
        }
        return verdicts;
    }

    private String rcpt(MailPath address) {
        var command = "RCPT TO:<" + path(address) + ">";
        return session.offered().has("DSN") ? command + " NOTIFY=FAILURE,DELAY" + original(address) : command;
    }

    /** In which reports name the recipient (RFC 3461 §4.2); one beyond ASCII has another form, which few know. */
    private static String original(MailPath address) {
        return address.needsUtf8() ? "" : " ORCPT=rfc822;" + xtext(address.wire());
    }

    private static String xtext(String text) {
        var xtext = new StringBuilder();
        for (var octet : text.getBytes(StandardCharsets.US_ASCII)) {
            if (octet == '+' || octet == '=' || octet <= ' ') {
                xtext.append('+').append("%02X".formatted(octet));
            } else {
                xtext.append((char) octet);
            }
        }
        return xtext.toString();
    }

    private String path(MailPath path) {
        return utf8 ? path.value() : path.wire();
    }

    private void pour() {
        try (var content = letter.content().get()) {
            new DotStuffing(wire).write(content, () -> wire.connection().closeAfter(settings.stall()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            wire.connection().stayOpen();
        }
    }

    private static boolean isAccepted(Verdict verdict) {
        return verdict.kind() == Verdict.Kind.ACCEPTED;
    }

    private static List<Verdict> all(List<MailPath> addresses, Reply reply) {
        return addresses.stream().map(address -> verdict(address, reply)).toList();
    }

    /** Who was refused before stays refused; the others share what was said of the message. */
    private static List<Verdict> merged(List<Verdict> verdicts, Reply reply) {
        return verdicts.stream()
                .map(verdict -> isAccepted(verdict) ? verdict(verdict.address(), reply) : verdict)
                .toList();
    }

    private static Verdict verdict(MailPath address, Reply reply) {
        var kind = reply.isYes() ? Verdict.Kind.ACCEPTED : reply.isLater() ? Verdict.Kind.LATER : Verdict.Kind.REFUSED;
        return new Verdict(address, kind, reply.words());
    }
}
