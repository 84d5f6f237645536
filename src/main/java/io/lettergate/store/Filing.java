package io.lettergate.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes a single message from a stream into a file that can be lost no more. */
@Component
class Filing {

    private static final int BUFFER = 64 * 1024;

    private final MessageFiles files;
    private final Preparing preparing;

    Filing(MessageFiles files, Preparing preparing) {
        this.files = files;
        this.preparing = preparing;
    }

    Prepared file(InputStream octets) throws IOException {
        try (var incoming = files.begin()) {
            var buffer = new byte[BUFFER];
            for (int read = octets.read(buffer); read >= 0; read = octets.read(buffer)) {
                incoming.write(ByteBuffer.wrap(buffer, 0, read));
            }
            incoming.finish();
            return preparing.prepare(List.of(incoming)).getFirst();
        }
    }
}
