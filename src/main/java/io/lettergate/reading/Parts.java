package io.lettergate.reading;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Messages;
import io.lettergate.mime.PartReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads small parts whole. */
final class Parts {

    static final int LARGEST = 512 * 1024;

    private Parts() {}

    static boolean isCalendar(Part part) {
        return part.is("text/calendar") || part.is("application/ics");
    }

    static boolean isCard(Part part) {
        return part.is("text/vcard") || part.is("text/x-vcard") || part.is("text/directory");
    }

    /** The octets of a part, decoded; of a large one the beginning. */
    static byte[] octets(Messages messages, Account account, MessageRef message, PartNumber number) {
        return octets(messages, account, message, number, LARGEST);
    }

    static byte[] octets(Messages messages, Account account, MessageRef message, PartNumber number, int most) {
        try (var stream = messages.part(account, message, number).stream()) {
            return stream.readNBytes(most);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * The events of the calendar that a part is.
     *
     * @throws MailFailure.NoSuchPart if it is none
     */
    static List<Calendars.Found> calendar(Messages messages, Account account, MessageRef message, PartNumber number) {
        try (var content = new Closing(messages.part(account, message, number))) {
            if (!isCalendar(content.part())) {
                throw new MailFailure.NoSuchPart();
            }
            return Calendars.read(content.words());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A part's content, closed at the end. */
    private record Closing(Messages.PartContent content) implements AutoCloseable {

        Part part() {
            return content.part();
        }

        String words() throws IOException {
            return PartReader.words(content.part(), content.stream().readNBytes(LARGEST));
        }

        @Override
        public void close() throws IOException {
            content.stream().close();
        }
    }
}
