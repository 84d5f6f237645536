package io.lettergate.imap;

import io.lettergate.DovecotServer;

/** The contract on a server that offers nothing but the protocol itself. */
class ImapSessionBareDovecotTests extends ServerContract {

    @Override
    DovecotServer server() {
        return DovecotServer.admittingTo("IMAP4rev1");
    }

    @Override
    String mask() {
        return "with IMAP4rev1 only";
    }
}
