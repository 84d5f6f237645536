package io.lettergate.imap;

import io.lettergate.DovecotServer;

class ImapSessionDovecotTests extends ServerContract {

    @Override
    DovecotServer server() {
        return DovecotServer.shared();
    }
}
