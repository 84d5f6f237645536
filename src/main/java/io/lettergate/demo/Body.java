package io.lettergate.demo;

import io.lettergate.demo.Script.Section;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/**
 * Lays out the parts of a message: text and HTML as alternatives, drawings related to the HTML, files mixed in
 * (RFC 2046).
 */
class Body {

    static final Session SESSION = Session.getInstance(new Properties());

    private static final Set<String> ALTERNATIVES = Set.of("text", "html", "calendar");

    private final Almanac almanac;

    Body(Almanac almanac) {
        this.almanac = almanac;
    }

    void write(MimeMessage message, Script script, List<String> quote) throws MessagingException {
        if (script.directive("signed").isPresent()) {
            signed(message, script.required("signed"));
            return;
        }
        var files = script.sections().stream()
                .filter(section -> !ALTERNATIVES.contains(section.kind())
                        && !section.kind().equals("inline"))
                .toList();
        if (files.isEmpty()) {
            readable(message, script, quote);
            return;
        }
        var isReport = files.stream().anyMatch(file -> file.kind().equals("status"));
        var mixed = new MimeMultipart(isReport ? "report; report-type=delivery-status" : "mixed");
        var first = new MimeBodyPart();
        readable(first, script, quote);
        mixed.addBodyPart(first);
        for (var file : files) {
            mixed.addBodyPart(attached(file));
        }
        message.setContent(mixed);
    }

    /** What somebody signed once: each octet of it counts, so it is never written anew (RFC 8551 §3.5.3). */
    private static void signed(MimeMessage message, String name) throws MessagingException {
        var words = ScriptReader.resource("signed/" + name + ".eml").replace("\n", "\r\n");
        var both = new MimeMultipart("signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256");
        both.addBodyPart(new MimeBodyPart(new ByteArrayInputStream(words.getBytes(StandardCharsets.US_ASCII))));
        var headers = new InternetHeaders();
        headers.addHeader("Content-Type", "application/pkcs7-signature; name=smime.p7s");
        headers.addHeader("Content-Transfer-Encoding", "base64");
        headers.addHeader("Content-Disposition", "attachment; filename=smime.p7s");
        var signature = ScriptReader.resource("signed/" + name + ".p7s").replace("\n", "\r\n");
        both.addBodyPart(new MimeBodyPart(headers, signature.getBytes(StandardCharsets.US_ASCII)));
        message.setContent(both);
    }

    private void readable(MimePart target, Script script, List<String> quote) throws MessagingException {
        var html = html(script, quote);
        if (script.directive("only").isPresent()) {
            html(target, script, html);
            return;
        }
        if (html.isEmpty() && script.section("calendar").isEmpty()) {
            plain(target, script, quote);
            return;
        }
        var alternative = new MimeMultipart("alternative");
        var text = new MimeBodyPart();
        plain(text, script, quote);
        alternative.addBodyPart(text);
        if (!html.isEmpty()) {
            var rich = new MimeBodyPart();
            html(rich, script, html);
            alternative.addBodyPart(rich);
        }
        for (var section : script.sections()) {
            if (section.kind().equals("calendar")) {
                alternative.addBodyPart(calendar(section));
            }
        }
        target.setContent(alternative);
    }

    private void plain(MimePart part, Script script, List<String> quote) throws MessagingException {
        var isFlowed = script.directive("format").isPresent();
        var text = Prose.plain(
                Attachment.generated(script.directive("generate"), almanac.fill(script.text())), quote, isFlowed);
        octets(
                part,
                text,
                "text/plain" + charset(script.charset()) + (isFlowed ? "; format=flowed" : ""),
                script.charset());
        encode(part, script);
    }

    private String html(Script script, List<String> quote) {
        if (script.section("html").isPresent()) {
            return almanac.fill(script.section("html").orElseThrow().text());
        }
        return script.directive("template")
                .map(name -> Prose.html(
                        ScriptReader.resource("templates/" + name + ".html"),
                        almanac.fill(script.directive("subject").orElse("")),
                        almanac.fill(script.text()),
                        quote))
                .orElse("");
    }

    private void html(MimePart target, Script script, String html) throws MessagingException {
        var inline = script.sections().stream()
                .filter(section -> section.kind().equals("inline"))
                .toList();
        if (inline.isEmpty()) {
            octets(target, html, "text/html" + charset(script.charset()), script.charset());
            encode(target, script);
            return;
        }
        var related = new MimeMultipart("related");
        var page = new MimeBodyPart();
        octets(page, html, "text/html" + charset(script.charset()), script.charset());
        related.addBodyPart(page);
        for (var drawing : inline) {
            related.addBodyPart(inline(drawing));
        }
        target.setContent(related);
    }

    private static MimeBodyPart inline(Section drawing) throws MessagingException {
        var part = binary(Attachment.of(drawing));
        part.setContentID("<" + drawing.name() + ">");
        part.setFileName(drawing.name());
        part.setDisposition(Part.INLINE);
        return part;
    }

    /** Encoded here, since the library would read the octets three times to find out that they are not text. */
    private static MimeBodyPart binary(Attachment attachment) throws MessagingException {
        var headers = new InternetHeaders();
        headers.addHeader("Content-Type", attachment.type());
        headers.addHeader("Content-Transfer-Encoding", "base64");
        return new MimeBodyPart(headers, Base64.getMimeEncoder().encode(attachment.octets()));
    }

    private MimeBodyPart calendar(Section section) throws MessagingException {
        var part = new MimeBodyPart();
        var lines = almanac.fill(section.text()).replace("\n", "\r\n") + "\r\n";
        octets(part, lines, "text/calendar; charset=utf-8; method=" + section.name(), StandardCharsets.UTF_8);
        return part;
    }

    private MimeBodyPart attached(Section section) throws MessagingException {
        var attachment = Attachment.of(new Section(section.kind(), section.name(), almanac.fill(section.text())));
        var part = attachment.isText() ? text(attachment) : binary(attachment);
        if (!section.name().isEmpty()) {
            part.setFileName(section.name());
            part.setDisposition(Part.ATTACHMENT);
        }
        return part;
    }

    private static MimeBodyPart text(Attachment attachment) throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment.octets(), attachment.type())));
        return part;
    }

    private static void octets(MimePart part, String text, String type, Charset charset) throws MessagingException {
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(text.getBytes(charset), type)));
    }

    private static void encode(MimePart part, Script script) throws MessagingException {
        if (script.directive("encoding").isPresent()) {
            part.setHeader("Content-Transfer-Encoding", script.required("encoding"));
        }
    }

    private static String charset(Charset charset) {
        return "; charset=" + charset.name().toLowerCase(Locale.ROOT);
    }
}
