package io.lettergate.sending.beginnings;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Address;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.Flag;
import io.lettergate.mail.Message;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Part;
import io.lettergate.mailbox.Messages;
import io.lettergate.mime.OpenCopy;
import io.lettergate.mime.OutgoingFile;
import io.lettergate.mime.OutgoingMessage;
import io.lettergate.sending.Original;
import io.lettergate.sending.beginnings.Beginning.Carried;
import io.lettergate.sending.drafts.Draft;
import io.lettergate.sending.drafts.DraftContent;
import io.lettergate.sending.drafts.Drafts;
import io.lettergate.sending.identities.Identities;
import io.lettergate.sending.identities.Identity;
import io.lettergate.sending.uploads.Upload;
import io.lettergate.sending.uploads.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What messages begin with: a blank sheet, or one that is made from another message. */
@Service
public class Beginnings {

    private static final Pattern ANSWER = Pattern.compile("(?i)^\\s*(?:re|aw|sv|vs|antw|odp|ref)(?:\\[\\d+])?\\s*:.*");
    private static final Pattern FORWARD = Pattern.compile("(?i)^\\s*(?:fwd?|wg|tr|i|vb)\\s*:.*");

    private final Messages messages;
    private final Identities identities;
    private final Drafts drafts;
    private final Uploads uploads;

    Beginnings(Messages messages, Identities identities, Drafts drafts, Uploads uploads) {
        this.messages = messages;
        this.identities = identities;
        this.drafts = drafts;
        this.uploads = uploads;
    }

    /** A new message from the preferred identity, with its signature. */
    public DraftContent blank(Account account) {
        var identity = identities.preferred(account);
        return DraftContent.blank().from(identity.id()).saying("", signed("", identity, ""), null);
    }

    /**
     * One that is made from a message.
     *
     * @param zone in which the reader counts hours
     */
    public Beginning of(Account account, String messageId, Beginning.Kind kind, ZoneId zone) {
        var ref = messages.locate(account, messageId);
        var message = messages.open(account, ref);
        return switch (kind) {
            case REPLY, REPLY_ALL, REPLY_LIST -> answer(account, messageId, message, kind, zone);
            case FORWARD -> forward(account, messageId, message, zone);
            case FORWARD_ATTACHED -> attached(account, messageId, message);
            case EDIT -> again(account, message);
        };
    }

    /** Whether a message is an unfinished one. */
    public boolean isDraft(Account account, String messageId) {
        return messages.summary(account, messages.locate(account, messageId))
                .flags()
                .contains(Flag.DRAFT);
    }

    /** The draft that was written here and that a message is a copy of, if there is one. */
    public Optional<Draft> behind(Account account, String messageId) {
        var envelope =
                messages.summary(account, messages.locate(account, messageId)).envelope();
        return envelope.messageId() == null ? Optional.empty() : drafts.behind(account, envelope.messageId());
    }

    private Beginning answer(Account account, String messageId, Message message, Beginning.Kind kind, ZoneId zone) {
        var envelope = message.summary().envelope();
        var answering = new Answering(message, identities.addresses(account));
        var people = kind == Beginning.Kind.REPLY
                ? answering.one()
                : kind == Beginning.Kind.REPLY_ALL ? answering.all() : answering.list();
        var identity = receiving(account, envelope);
        var quotation = new Quotation(message, zone);
        var subject = ANSWER.matcher(envelope.subject()).matches() ? envelope.subject() : "Re: " + envelope.subject();
        var content = about(message, messageId, Original.Kind.ANSWERED)
                .from(identity.id())
                .to(people.to(), people.cc())
                .saying(
                        subject,
                        signed("\n\n", identity, "\n\n") + quotation.answeredText(),
                        quotation.hasHtml() ? signedHtml(identity) + quotation.answeredHtml() : null);
        return new Beginning(content, quotation.hasHtml() ? pictures(message) : List.of());
    }

    private Beginning forward(Account account, String messageId, Message message, ZoneId zone) {
        var identity = receiving(account, message.summary().envelope());
        var quotation = new Quotation(message, zone);
        var content = about(message, messageId, Original.Kind.FORWARDED)
                .from(identity.id())
                .saying(
                        forwarded(message),
                        signed("\n\n", identity, "\n\n") + quotation.forwardedText(),
                        quotation.hasHtml() ? signedHtml(identity) + quotation.forwardedHtml() : null);
        return new Beginning(content, all(message));
    }

    private Beginning attached(Account account, String messageId, Message message) {
        var identity = receiving(account, message.summary().envelope());
        var content = about(message, messageId, Original.Kind.FORWARDED)
                .from(identity.id())
                .saying(forwarded(message), signed("", identity, ""), null);
        var summary = message.summary();
        var name = summary.envelope()
                .subject()
                .replaceAll("[\\\\/\\p{Cntrl}]", " ")
                .strip();
        var file = (name.isEmpty() ? "message" : name.substring(0, Math.min(name.length(), 100))) + ".eml";
        return new Beginning(
                content, List.of(new Carried(summary.ref(), null, file, "message/rfc822", null, summary.size())));
    }

    private Beginning again(Account account, Message message) {
        var envelope = message.summary().envelope();
        var quotation = new Quotation(message, ZoneOffset.UTC);
        var content = Wished.by(message)
                .from(receivingFrom(account, envelope).id())
                .to(envelope.to(), envelope.cc())
                .hidden(envelope.bcc())
                .about(null, fit(envelope.inReplyTo()), fit(envelope.references()))
                .saying(envelope.subject(), quotation.text(), quotation.hasHtml() ? quotation.html() : null);
        return new Beginning(content, all(message));
    }

    private static String forwarded(Message message) {
        var subject = message.summary().envelope().subject();
        return FORWARD.matcher(subject).matches() ? subject : "Fwd: " + subject;
    }

    private static DraftContent about(Message message, String messageId, Original.Kind kind) {
        var envelope = message.summary().envelope();
        var own = envelope.messageId() == null ? List.<String>of() : fit(List.of(envelope.messageId()));
        var before = envelope.references().isEmpty() ? envelope.inReplyTo() : envelope.references();
        var references =
                Stream.concat(fit(before).stream(), own.stream()).distinct().toList();
        var source = new DraftContent.Source(messageId, kind);
        return kind == Original.Kind.ANSWERED
                ? DraftContent.blank().about(source, own, references)
                : DraftContent.blank().about(source, List.of(), own);
    }

    private static List<String> fit(List<String> ids) {
        return ids.stream().filter(OutgoingMessage::isId).toList();
    }

    /** The identity that the message was sent to, at whatever plus address; else the preferred one. */
    private Identity receiving(Account account, Envelope envelope) {
        return matching(
                account, Stream.of(envelope.to(), envelope.cc(), envelope.bcc()).flatMap(List::stream));
    }

    private Identity receivingFrom(Account account, Envelope envelope) {
        return matching(account, envelope.from().stream());
    }

    private Identity matching(Account account, Stream<Address> people) {
        var emails = people.map(one -> one.email().toLowerCase(Locale.ROOT))
                .flatMap(email -> Stream.of(email, Answering.plain(email)))
                .toList();
        return identities.of(account).stream()
                .filter(identity -> emails.contains(identity.address().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseGet(() -> identities.preferred(account));
    }

    private static String signed(String before, Identity identity, String after) {
        var signature = identity.signature().strip();
        return signature.isEmpty() ? after : before.replaceFirst("\n$", "") + "\n-- \n" + signature + after;
    }

    private static String signedHtml(Identity identity) {
        var html = identity.signatureHtml();
        var signature =
                html != null ? html : Quotation.escaped(identity.signature().strip());
        return signature.isEmpty()
                ? "<div><br></div>"
                : "<div><br></div><div>-- <br>" + signature + "</div><div><br></div>";
    }

    private static List<Carried> all(Message message) {
        return Stream.concat(
                        pictures(message).stream(),
                        message.attachments().stream()
                                .filter(part -> !isShown(message, part))
                                .flatMap(part -> carried(message.summary().ref(), part, false)))
                .toList();
    }

    /** Those that the text shows. */
    private static List<Carried> pictures(Message message) {
        return message.attachments().stream()
                .filter(part -> isShown(message, part))
                .flatMap(part -> carried(message.summary().ref(), part, true))
                .toList();
    }

    private static boolean isShown(Message message, Part part) {
        return part.contentId() != null
                && part.type().startsWith("image/")
                && message.htmlBody().stream()
                        .anyMatch(body -> message.text(body).words().contains("cid:" + part.contentId()));
    }

    private static Stream<Carried> carried(MessageRef message, Part part, boolean shown) {
        var number = part.number();
        if (number == null) {
            return Stream.empty();
        }
        var name = part.fileName() == null ? defaultName(part) : part.fileName();
        return Stream.of(
                new Carried(message, number, plain(name), part.type(), shown ? part.contentId() : null, part.size()));
    }

    private static String defaultName(Part part) {
        return part.is("message/rfc822") ? "message.eml" : part.type().startsWith("image/") ? "picture" : "file";
    }

    private static String plain(String name) {
        var plain =
                name.replaceAll("[\\p{Cntrl}\\x{2028}\\x{2029}\\x{85}]", " ").strip();
        return plain.isEmpty() ? "file" : plain.substring(0, Math.min(plain.length(), 200));
    }

    /**
     * Makes a draft of it.
     *
     * @param id of the new draft
     * @param content as somebody changed it since
     * @param files those that go with it
     * @param replaced the message among the account's drafts whose place it takes; absent for a new one
     */
    public Draft draft(
            Account account, String id, DraftContent content, List<Carried> files, @Nullable String replaced) {
        var carried = carry(account, content, files);
        if (replaced == null) {
            return drafts.save(account, id, 0, carried).draft();
        }
        var ref = messages.locate(account, replaced);
        var messageId = messages.open(account, ref).summary().envelope().messageId();
        return drafts.add(account, id, carried, messageId, ref);
    }

    /** The content with these files, which become files of its own. */
    public DraftContent carry(Account account, DraftContent content, List<Carried> files) {
        var ids = new ArrayList<>(content.files());
        var html = content.html();
        for (var file : files) {
            var upload = fetched(account, file);
            ids.add(upload.id());
            if (html != null && file.contentId() != null && upload.contentId() != null) {
                html = html.replace("cid:" + file.contentId(), "cid:" + upload.contentId());
            }
        }
        return content.saying(content.subject(), content.text(), html).with(ids);
    }

    private Upload fetched(Account account, Carried file) {
        try (InputStream octets = octets(account, file)) {
            var contentId = file.contentId();
            return contentId != null && OutgoingFile.isContentId(contentId)
                    ? uploads.storeNamed(account, file.name(), file.type(), contentId, octets)
                    : uploads.store(account, file.name(), file.type(), contentId != null, octets);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Who got a blind copy of one's own message is told to nobody else. */
    private InputStream octets(Account account, Carried file) throws IOException {
        return file.part() == null
                ? OpenCopy.of(messages.raw(account, file.message()).stream())
                : messages.part(account, file.message(), file.part()).stream();
    }
}
