package io.lettergate.mime;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts messages into octets, whatever their size in the same memory (RFC 5322, RFC 2045 to 2047, RFC 2231, RFC 3676). */
public final class MessageWriter {

    /** For whom the octets are. */
    public enum Copy {
        /** For the receivers: it does not tell who gets a blind copy. */
        SENT_OUT,
        /** For the writer's own Sent. */
        FILED,
        /** For the writer's own Drafts. */
        DRAFT
    }

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** No host, no user name and no environment of this machine is asked for anything. */
    private static final Session SESSION = Session.getInstance(settings());

    private final OutgoingMessage message;
    private final Copy copy;

    private MessageWriter(OutgoingMessage message, Copy copy) {
        this.message = message;
        this.copy = copy;
    }

    /** Writes all octets, with CRLF line ends; files are read once or twice. */
    public static void write(OutgoingMessage message, Copy copy, OutputStream octets) throws IOException {
        try {
            new MessageWriter(message, copy).built().writeTo(octets);
        } catch (MessagingException impossible) {
            throw new IllegalStateException("A message that was checked could not be built", impossible);
        }
    }

    /** The header fields that the writer's own copies have besides, each ended by CRLF; else empty. */
    public static String hiddenFields(OutgoingMessage message) {
        var hidden = message.receivers().bcc();
        return hidden.isEmpty() ? "" : "Bcc: " + OutgoingAddress.field(hidden, "Bcc: ".length()) + "\r\n";
    }

    private static Properties settings() {
        var settings = new Properties();
        settings.put("mail.mime.allowutf8", "true");
        return settings;
    }

    private MimeMessage built() throws MessagingException, IOException {
        var built = new Keeping();
        header(built);
        body(built);
        built.saveChanges();
        return built;
    }

    private void header(MimeMessage built) throws MessagingException {
        built.setHeader("Date", DATE.format(message.date()));
        addresses(built, "From", List.of(message.from()));
        addresses(built, "Reply-To", message.replyTo());
        addresses(built, "To", message.receivers().to());
        addresses(built, "Cc", message.receivers().cc());
        if (copy != Copy.SENT_OUT) {
            addresses(built, "Bcc", message.receivers().bcc());
        }
        built.setHeader("Subject", HeaderText.unstructured(message.subject(), "Subject: ".length()));
        built.setHeader("Message-ID", "<" + message.messageId() + ">");
        ids(built, "In-Reply-To", message.answer().inReplyTo());
        ids(built, "References", message.answer().references());
        wishes(built);
        if (copy == Copy.DRAFT && message.draftId() != null) {
            built.setHeader("X-Draft-Id", message.draftId());
        }
    }

    private static void addresses(MimeMessage built, String name, List<OutgoingAddress> addresses)
            throws MessagingException {
        if (!addresses.isEmpty()) {
            built.setHeader(name, OutgoingAddress.field(addresses, name.length() + 2));
        }
    }

    private static void ids(MimeMessage built, String name, List<String> ids) throws MessagingException {
        if (!ids.isEmpty()) {
            built.setHeader(name, ids.stream().map(id -> "<" + id + ">").collect(Collectors.joining("\r\n ")));
        }
    }

    private void wishes(MimeMessage built) throws MessagingException {
        switch (message.wishes().priority()) {
            case HIGH -> {
                built.setHeader("X-Priority", "1 (Highest)");
                built.setHeader("Importance", "high");
            }
            case LOW -> {
                built.setHeader("X-Priority", "5 (Lowest)");
                built.setHeader("Importance", "low");
            }
            case NORMAL -> {}
        }
        if (message.wishes().receipt()) {
            built.setHeader("Disposition-Notification-To", message.from().email());
        }
    }

    private void body(MimeMessage built) throws MessagingException, IOException {
        var html = message.words().html();
        var inside = html == null
                ? List.<OutgoingFile>of()
                : message.files().stream().filter(file -> shows(html, file)).toList();
        var beside = new ArrayList<>(message.files());
        beside.removeAll(inside);
        if (beside.isEmpty()) {
            words(built, html, inside);
            return;
        }
        var mixed = new Parts("mixed");
        var first = new MimeBodyPart();
        words(first, html, inside);
        mixed.addBodyPart(first);
        for (var file : beside) {
            mixed.addBodyPart(part(file, "attachment"));
        }
        built.setContent(mixed);
    }

    private static boolean shows(String html, OutgoingFile file) {
        return file.contentId() != null && html.contains("cid:" + file.contentId());
    }

    private void words(MimePart into, @Nullable String html, List<OutgoingFile> pictures)
            throws MessagingException, IOException {
        var plain = FlowedText.of(message.words().plain());
        if (html == null) {
            text(into, plain, "text/plain; charset=UTF-8; format=flowed");
            return;
        }
        var alternative = new Parts("alternative");
        var first = new MimeBodyPart();
        text(first, plain, "text/plain; charset=UTF-8; format=flowed");
        alternative.addBodyPart(first);
        var second = new MimeBodyPart();
        html(second, html, pictures);
        alternative.addBodyPart(second);
        into.setContent(alternative);
    }

    private static void html(MimeBodyPart into, String html, List<OutgoingFile> pictures)
            throws MessagingException, IOException {
        var lines = html.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n");
        if (pictures.isEmpty()) {
            text(into, lines, "text/html; charset=UTF-8");
            return;
        }
        var related = new Parts("related");
        var root = new MimeBodyPart();
        text(root, lines, "text/html; charset=UTF-8");
        related.addBodyPart(root);
        for (var picture : pictures) {
            related.addBodyPart(part(picture, "inline"));
        }
        into.setContent(related);
    }

    private static void text(MimePart into, String text, String type) throws MessagingException {
        var octets = text.getBytes(StandardCharsets.UTF_8);
        into.setDataHandler(new DataHandler(new Source(type, () -> new ByteArrayInputStream(octets))));
        into.setHeader("Content-Type", type);
        into.setHeader("Content-Transfer-Encoding", isMostlyAscii(octets) ? "quoted-printable" : "base64");
    }

    private static boolean isMostlyAscii(byte[] octets) {
        int others = 0;
        for (var octet : octets) {
            others += octet < 0 ? 1 : 0;
        }
        return others * 5L < octets.length;
    }

    private static MimeBodyPart part(OutgoingFile file, String disposition) throws MessagingException, IOException {
        var encoding = file.isMessage() ? encodingOfMessage(file) : "base64";
        boolean isKept = encoding.equals("base64") == !file.isMessage();
        var type = isKept ? file.type() : "application/octet-stream";
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new Source(type, file.octets())));
        part.setHeader("Content-Type", type + OutgoingParameter.of("name", file.name()));
        part.setHeader("Content-Transfer-Encoding", encoding);
        part.setHeader("Content-Disposition", disposition + OutgoingParameter.of("filename", file.name()));
        if (file.contentId() != null) {
            part.setHeader("Content-ID", "<" + file.contentId() + ">");
        }
        return part;
    }

    /** A message within a message may not be encoded; one that lines cannot carry is a file like others (RFC 2046 §5.2). */
    private static String encodingOfMessage(OutgoingFile file) throws IOException {
        try (InputStream octets = file.octets().open()) {
            return MessageShape.of(octets).encoding();
        }
    }

    /** One whose id is not made anew. */
    private static final class Keeping extends MimeMessage {

        Keeping() {
            super(SESSION);
        }

        @Override
        protected void updateMessageID() {
            // It has one.
        }
    }

    /** Parts whose boundary tells nothing, and that nobody can guess. */
    private static final class Parts extends MimeMultipart {

        Parts(String subtype) {
            super(subtype);
            contentType = "multipart/" + subtype + ";\r\n boundary=\"=_" + UUID.randomUUID() + "\"";
        }
    }

    /** Octets that Jakarta Mail reads while it writes. */
    private record Source(String type, OutgoingFile.Octets octets) implements DataSource {

        @Override
        public InputStream getInputStream() throws IOException {
            return octets.open();
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException("Nobody writes into what is sent");
        }

        @Override
        public String getContentType() {
            return type;
        }

        @Override
        public String getName() {
            return "";
        }
    }
}
