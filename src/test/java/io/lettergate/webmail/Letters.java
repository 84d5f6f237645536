package io.lettergate.webmail;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.Address;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.Flag;
import io.lettergate.mail.Header;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MailboxStatus;
import io.lettergate.mail.Message;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.PartText;
import io.lettergate.mail.Protocol;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.OpaqueId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Somebody with one account, and the mail in it. */
public final class Letters {

    public static final Account ACCOUNT = new Account(
            new AccountId(UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7")),
            "robin@vale.example",
            "robin@vale.example",
            Protocol.IMAP,
            new Endpoint("imap.vale.example", 993, Endpoint.Encryption.TLS));
    /** The same person, whose mail is collected by POP3. */
    public static final Account COLLECTED = new Account(
            ACCOUNT.id(),
            "robin.vale@post.example",
            ACCOUNT.userName(),
            Protocol.POP3,
            new Endpoint("post.example", 995, Endpoint.Encryption.TLS));

    public static final Mailbox INBOX = mailbox("INBOX", MailboxRole.INBOX);
    public static final Mailbox ARCHIVE = mailbox("Archive", MailboxRole.ARCHIVE);
    public static final Mailbox TRASH = mailbox("Trash", MailboxRole.TRASH);
    public static final String LIST = "/mail/" + ACCOUNT.id() + "/role:inbox";

    private Letters() {}

    public static RequestPostProcessor signedIn() {
        return signedIn(ACCOUNT);
    }

    public static RequestPostProcessor signedIn(Account account) {
        var robin = UsernamePasswordAuthenticationToken.authenticated(new SignedIn(account), null, List.of());
        return request -> csrf().postProcessRequest(authentication(robin).postProcessRequest(request));
    }

    /** An account with three mailboxes, and these messages in its inbox. */
    public static void given(Mailboxes mailboxes, Messages messages, Message... inbox) {
        when(mailboxes.all(ACCOUNT)).thenReturn(List.of(INBOX, ARCHIVE, TRASH));
        when(mailboxes.require(ACCOUNT, "role:inbox")).thenReturn(INBOX);
        for (var mailbox : List.of(INBOX, ARCHIVE, TRASH)) {
            when(mailboxes.require(ACCOUNT, OpaqueId.of(mailbox.name()).value()))
                    .thenReturn(mailbox);
            when(mailboxes.withRole(ACCOUNT, mailbox.role())).thenReturn(Optional.of(mailbox));
        }
        var rows = Arrays.stream(inbox).map(Message::summary).toList();
        when(messages.list(eq(ACCOUNT), eq(INBOX), any()))
                .thenReturn(new MessagePage(rows, rows.size(), null, null, null));
        for (var message : inbox) {
            when(messages.locate(ACCOUNT, id(message)))
                    .thenReturn(message.summary().ref());
            when(messages.open(ACCOUNT, message.summary().ref())).thenReturn(message);
            when(messages.holding(eq(ACCOUNT), eq(message.summary().ref()), any()))
                    .thenReturn(message);
        }
    }

    /** An unread message of plain text. */
    public static Message plain(long uid, String subject, String words) {
        var body = part("1", "text/plain", null, null);
        return message(uid, subject, body, List.of(body), List.of(), Map.of(new PartNumber("1"), words));
    }

    /** A message of HTML with a picture in it and a file beside it. */
    public static Message html(long uid, String subject, String markup, @Nullable String fileName) {
        var body = part("1", "text/html", null, null);
        var picture = part("2", "image/png", null, "pic");
        var file = part("3", "application/pdf", fileName, null);
        var all =
                new Part(null, "multipart/mixed", Map.of(), null, null, null, "7bit", 0, List.of(body, picture, file));
        return message(uid, subject, all, List.of(body), List.of(file), Map.of(new PartNumber("1"), markup));
    }

    private static Message message(
            long uid,
            String subject,
            Part structure,
            List<Part> body,
            List<Part> files,
            Map<PartNumber, String> texts) {
        var summary = new MessageSummary(
                ref(uid),
                new Envelope(
                        subject,
                        List.of(new Address("Maya <b>Lindqvist", "maya@fjordline.example")),
                        List.of(),
                        List.of(new Address(null, "robin@vale.example")),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        List.of(),
                        List.of()),
                Set.<Flag>of(),
                Instant.parse("2026-11-21T09:42:00Z"),
                1234,
                !files.isEmpty(),
                "Good morning",
                true,
                null);
        var words = new java.util.HashMap<PartNumber, PartText>();
        texts.forEach((number, text) -> words.put(number, new PartText(text, false)));
        return new Message(
                summary, List.of(new Header("X-Odd", "<i>odd</i>")), structure, body, body, files, words, Map.of());
    }

    private static Part part(String number, String type, @Nullable String fileName, @Nullable String contentId) {
        return new Part(new PartNumber(number), type, Map.of(), null, fileName, contentId, "7bit", 100, List.of());
    }

    public static MessageRef ref(long uid) {
        return new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(uid));
    }

    public static String id(Message message) {
        return OpaqueId.of(message.summary().ref()).value();
    }

    private static Mailbox mailbox(String name, MailboxRole role) {
        return new Mailbox(
                new MailboxName(name), ".", role, true, new MailboxStatus(7, 3, new UidValidity(1), 9, null));
    }
}
