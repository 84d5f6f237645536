package io.lettergate.imap;

import io.lettergate.DovecotServer;

class ImapSessionWithoutMoveDovecotTests extends ServerContract {

    @Override
    DovecotServer server() {
        return DovecotServer.admittingTo("IMAP4rev1", "UIDPLUS", "LITERAL+", "AUTH=PLAIN");
    }

    @Override
    String mask() {
        return "without MOVE or extras";
    }
}
