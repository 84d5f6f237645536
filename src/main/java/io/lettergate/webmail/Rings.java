package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collecting;
import io.lettergate.mail.Protocol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rings of the reader's accounts: each looked up when the page draws it. */
public final class Rings {

    private final Collecting collecting;
    private final SignedIn reader;
    private final Instant now;

    Rings(Collecting collecting, SignedIn reader, Instant now) {
        this.collecting = collecting;
        this.reader = reader;
        this.now = now;
    }

    /** Absent for an account that is read in place. */
    public @Nullable Ring of(String account) {
        return reader.accounts().stream()
                .filter(own -> own.id().toString().equals(account))
                .filter(own -> own.protocol() == Protocol.POP3)
                .findFirst()
                .map(this::ring)
                .orElse(null);
    }

    private Ring ring(Account account) {
        return Ring.of(collecting.standing(account), now);
    }
}
