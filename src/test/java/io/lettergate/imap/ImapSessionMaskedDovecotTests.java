package io.lettergate.imap;

import io.lettergate.DovecotServer;
import io.lettergate.MailServer;
import io.lettergate.Needs;
import io.lettergate.Needs.Need;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract on servers that lack one thing each. */
@Needs(Need.DOVECOT)
@ParameterizedClass
@ValueSource(
        strings = {
            "CONDSTORE",
            "QRESYNC",
            "MOVE",
            "UIDPLUS",
            "SORT",
            "ESEARCH",
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
        return DovecotServer.without(missing);
    }
}
