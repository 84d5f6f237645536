package io.lettergate.imap;

import io.lettergate.DovecotServer;

/** The contract on a server that offers nothing but the protocol itself. */
class ImapSessionBareDovecotTests extends DovecotContract {

    @Override
    DovecotServer server() {
        return DovecotServer.admittingTo("IMAP4rev1");
    }
}
