package io.lettergate.imap;

import io.lettergate.DovecotServer;
import io.lettergate.MailServer;
import io.lettergate.Needs;
import io.lettergate.Needs.Need;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract on servers that lack one thing each; who lacks CONDSTORE lacks QRESYNC, which is built on it. */
@Needs(Need.DOVECOT)
@ParameterizedClass(name = "without {0}")
@ValueSource(
        strings = {
            "CONDSTORE QRESYNC",
            "QRESYNC",
            "SORT",
            "ESEARCH",
            "MOVE",
            "UIDPLUS",
            "LIST-STATUS",
            "SPECIAL-USE",
            "LITERAL+",
            "PREVIEW"
        })
class ImapSessionMaskedDovecotTests extends ServerContract {

    private final String missing;

    ImapSessionMaskedDovecotTests(String missing) {
        this.missing = missing;
    }

    @Override
    MailServer server() {
        return DovecotServer.without(missing.split(" "));
    }

    @Override
    String mask() {
        return "without " + missing;
    }
}
