package io.lettergate.smtp;

import io.lettergate.accounts.Credential;
import io.lettergate.accounts.OutgoingAccess;
import io.lettergate.sending.spi.Journal;
import io.lettergate.sending.spi.Letter;
import io.lettergate.sending.spi.MailSubmitter;
import io.lettergate.sending.spi.Phase;
import io.lettergate.sending.spi.Verdict;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands messages in by SMTP, each by a connection of its own. */
@Component
class SmtpSubmitter implements MailSubmitter {

    private final SmtpSignIn signIn;
    private final SmtpSettings settings;
    private final AnnouncedSizes sizes;

    SmtpSubmitter(SmtpSignIn signIn, SmtpSettings settings, AnnouncedSizes sizes) {
        this.signIn = signIn;
        this.settings = settings;
        this.sizes = sizes;
    }

    @Override
    public List<Verdict> submit(OutgoingAccess access, Credential credential, Letter letter, Journal journal) {
        journal.reached(Phase.CONNECT);
        try (var session = signIn.open(access, credential)) {
            var most = session.offered().largest();
            sizes.note(access.server(), most);
            var unfit = unfit(session, letter, most);
            if (unfit != null) {
                session.quit();
                return letter.to().stream()
                        .map(address -> new Verdict(address, Verdict.Kind.REFUSED, unfit))
                        .toList();
            }
            return new Transaction(session, settings, letter, journal).run();
        }
    }

    /** Why the server cannot take it, told before it is asked; absent where it can. */
    private static @Nullable String unfit(SmtpSignIn.Session session, Letter letter, OptionalLong most) {
        var host = session.wire().host();
        if (most.isPresent() && letter.size() > most.getAsLong()) {
            return host + " takes messages of up to " + most.getAsLong() + " octets, and this one has " + letter.size()
                    + ".";
        }
        if (needsUtf8(letter) && !session.offered().has("SMTPUTF8")) {
            return host + " does not take addresses or headers beyond ASCII: it lacks SMTPUTF8.";
        }
        return letter.eightBit() && !session.offered().has("8BITMIME")
                ? host + " does not take texts beyond ASCII as they are: it lacks 8BITMIME."
                : null;
    }

    static boolean needsUtf8(Letter letter) {
        return letter.utf8Header()
                || letter.from().needsUtf8()
                || letter.to().stream().anyMatch(path -> path.needsUtf8());
    }

    @Override
    public OptionalLong largest(OutgoingAccess access) {
        return sizes.of(access.server());
    }

    @Override
    public void ask(OutgoingAccess access) {
        sizes.ask(access.server());
    }
}
