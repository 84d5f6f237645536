package io.lettergate.imap;

import io.lettergate.DovecotServer;

class ImapSessionDovecotTests extends DovecotContract {

    @Override
    DovecotServer server() {
        return DovecotServer.shared();
    }
}
