package io.lettergate.accounts.clues;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mail.Endpoint.Encryption;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsualPortsTests {

    private static final Seek ROBIN = new Seek("robin", "post.example");

    @Test
    void triesWhatIsSecureFirstAndWithoutEncryptionNothing() {
        var guesses = UsualPorts.in(ROBIN, EnumSet.allOf(Kind.class), false);

        assertThat(guesses)
                .extracting(hint -> hint.server().port())
                .containsExactly(993, 993, 143, 143, 995, 995, 995, 110, 110, 110, 465, 465, 587, 587);
        assertThat(guesses).noneMatch(hint -> hint.server().encryption() == Encryption.NONE);
    }

    @Test
    void triesPlainTextLastWhereTheOperatorAllowsIt() {
        var guesses = UsualPorts.in(ROBIN, Set.of(Kind.IMAP), true);

        assertThat(guesses)
                .extracting(hint -> hint.server().encryption())
                .containsExactly(
                        Encryption.TLS,
                        Encryption.TLS,
                        Encryption.STARTTLS,
                        Encryption.STARTTLS,
                        Encryption.NONE,
                        Encryption.NONE);
    }
}
