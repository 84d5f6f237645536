package io.lettergate.net;

import java.io.IOException;
import java.net.Socket;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Closes sockets that nobody reads from any more. */
final class Sockets {

    private static final Logger LOG = Logger.getLogger(Sockets.class.getName());

    private Sockets() {}

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            LOG.log(Level.FINE, "A socket could not be closed", alreadyBroken);
        }
    }
}
