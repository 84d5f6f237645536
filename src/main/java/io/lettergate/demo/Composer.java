package io.lettergate.demo;

import jakarta.mail.Flags;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns a script into a message as a mail program would have sent it and a server would have filed it. */
class Composer {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final People people;
    private final Almanac almanac;
    private final Map<String, Script> named;
    private final Body body;

    Composer(People people, Almanac almanac, Map<String, Script> named) {
        this.people = people;
        this.almanac = almanac;
        this.named = named;
        this.body = new Body(almanac);
    }

    SampleMessage compose(Script script, boolean answered) {
        var sentAt = almanac.at(script.required("at"));
        try {
            var message = new WrittenMessage(messageId(script));
            address(message, script);
            message.setHeader("Date", DATE.format(sentAt));
            thread(message, script);
            route(message, script, sentAt);
            for (var field : script.directives().entrySet()) {
                if (Character.isUpperCase(field.getKey().charAt(0))) {
                    message.setHeader(field.getKey(), field.getValue());
                }
            }
            body.write(message, script, quoted(script));
            return new SampleMessage(script.folder(), sentAt.toInstant(), flags(script, answered), settled(message));
        } catch (MessagingException wrong) {
            throw new IllegalStateException("The demo cannot write " + script.directives(), wrong);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void address(MimeMessage message, Script script) throws MessagingException {
        var charset = script.charset();
        message.setFrom(sender(script));
        var owner = script.folder().equals("Post") ? "postal" : "robin";
        var to = script.directive("to").orElse(owner);
        if (!to.isEmpty()) {
            message.setRecipients(RecipientType.TO, people.all(to, charset));
        }
        if (script.directive("cc").isPresent()) {
            message.setRecipients(RecipientType.CC, people.all(script.required("cc"), charset));
        }
        var subject = script.directive("subject").orElse("");
        if (!subject.isEmpty()) {
            message.setSubject(almanac.fill(subject), charset.name());
        }
    }

    private InternetAddress sender(Script script) {
        var writer = script.isOurs() ? "robin" : script.directive("from").orElse("robin");
        return people.one(writer, script.charset());
    }

    /** A reply names its parent, and all that came before it (RFC 5322 §3.6.4). */
    private void thread(MimeMessage message, Script script) throws MessagingException {
        var chain = new ArrayList<String>();
        for (var parent = parent(script); parent != null; parent = parent(parent)) {
            chain.addFirst(messageId(parent));
        }
        if (!chain.isEmpty()) {
            message.setHeader("In-Reply-To", chain.getLast());
            message.setHeader("References", String.join("\r\n ", chain));
        }
    }

    private @Nullable Script parent(Script script) {
        var id = script.directives().get("re");
        if (id != null && !named.containsKey(id)) {
            throw new IllegalStateException("The demo answers a message it lacks: " + id);
        }
        return id == null ? null : named.get(id);
    }

    private String messageId(Script script) {
        var domain = sender(script).getAddress().replaceFirst(".*@", "");
        var local = script.directive("id")
                .orElseGet(() -> UUID.nameUUIDFromBytes(script.toString().getBytes(StandardCharsets.UTF_8))
                        .toString());
        return "<" + local + "@" + domain + ">";
    }

    private void route(MimeMessage message, Script script, ZonedDateTime sentAt) throws MessagingException {
        if (script.isOurs()) {
            return;
        }
        var domain = sender(script).getAddress().replaceFirst(".*@", "");
        var ours = script.folder().equals("Post") ? "mx.post.example" : "mx.vale.example";
        message.setHeader(
                "Received",
                "from mail." + domain + " (mail." + domain + " [192.0.2."
                        + Math.floorMod(domain.hashCode(), 200) + "])\r\n\tby " + ours + " with ESMTPS (TLS1.3);\r\n\t"
                        + DATE.format(sentAt));
        var verdict = script.folder().equals("Junk") ? "fail" : "pass";
        message.setHeader(
                "Authentication-Results",
                ours + "; dkim=" + verdict + " header.d=" + domain + "; spf=" + verdict + " smtp.mailfrom=" + domain);
    }

    /** The text of the message that this one answers, as mail programs quote it. */
    private List<String> quoted(Script script) {
        var parent = parent(script);
        if (parent == null
                || parent.text().isEmpty()
                || script.directive("quote").isPresent()) {
            return List.of();
        }
        var when = almanac.at(parent.required("at"));
        var lines = new ArrayList<String>();
        lines.add(DateTimeFormatter.ofPattern("'On' d MMMM yyyy 'at' HH:mm, ", Locale.ENGLISH)
                        .format(when) + sender(parent).getPersonal() + " wrote:");
        almanac.fill(parent.text())
                .lines()
                .map(line -> line.isEmpty() ? ">" : "> " + line)
                .forEach(lines::add);
        return lines;
    }

    private static Flags flags(Script script, boolean answered) {
        var flags = new Flags(Flags.Flag.SEEN);
        if (answered) {
            flags.add(Flags.Flag.ANSWERED);
        }
        if (script.folder().equals("Drafts")) {
            flags.add(Flags.Flag.DRAFT);
        }
        for (var word : script.directive("flags").orElse("").split(" ", -1)) {
            switch (word) {
                case "unread" -> flags.remove(Flags.Flag.SEEN);
                case "flagged" -> flags.add(Flags.Flag.FLAGGED);
                case "forwarded" -> flags.add("$Forwarded");
                case "", "seen" -> {}
                default -> throw new IllegalStateException("The demo knows no flag " + word);
            }
        }
        return flags;
    }

    /** The message as a server holds it: octets that are parsed again, so that sizes and structure are what they are. */
    private static MimeMessage settled(MimeMessage message) throws MessagingException, IOException {
        message.saveChanges();
        var octets = new ByteArrayOutputStream();
        message.writeTo(octets);
        return new MimeMessage(Body.SESSION, new ByteArrayInputStream(octets.toByteArray()));
    }

    /** Keeps the Message-ID that it was given; the library would replace it on saving. */
    private static final class WrittenMessage extends MimeMessage {

        private final String messageId;

        WrittenMessage(String messageId) {
            super(Body.SESSION);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
