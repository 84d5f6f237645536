package io.lettergate.store;

import io.lettergate.mail.MailboxName;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.Uidl;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.spi.Section;
import io.lettergate.mailbox.spi.Stretch;
import io.lettergate.store.Intake.Arrival;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A process that takes in one large message, reads all of it again, and says how much it read. */
final class LargeIntake {

    private static final int LINES = 2_700_000;

    private LargeIntake() {}

    public static void main(String... arguments) throws IOException {
        try (var store = new StoreFixture(Path.of(arguments[0]))) {
            var account = store.account("robin@vale.example");
            try (var incoming = store.intake().begin()) {
                write(incoming);
                incoming.finish();
                var origin = new Origin(new Uidl("large"), 0, Instant.EPOCH);
                store.intake().keep(account, List.of(new Arrival(incoming, origin)), kept -> {});
            }
            store.bean(StoreConnector.class).inSession(account, session -> {
                var row = session.messages(MailboxName.INBOX, MessageQuery.newest(1))
                        .messages()
                        .getFirst();
                var section = Section.encoded(row.ref(), new PartNumber("2"));
                var read = new long[1];
                session.pour(section, new Stretch(0, 1 << 20, 1000), (offset, octets) -> read[0] += octets.remaining());
                System.out.println(row.envelope().subject() + " " + row.preview() + " " + read[0]);
                return true;
            });
        }
    }

    private static void write(Incoming incoming) throws IOException {
        put(incoming, """
                Subject: large
                Content-Type: multipart/mixed; boundary=b

                --b

                words
                --b
                Content-Type: application/octet-stream
                Content-Transfer-Encoding: base64

                """);
        var lines = ("A".repeat(76) + "\n").repeat(1000);
        for (int written = 0; written < LINES; written += 1000) {
            put(incoming, lines);
        }
        put(incoming, "--b--\n");
    }

    private static void put(Incoming incoming, String text) throws IOException {
        incoming.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
