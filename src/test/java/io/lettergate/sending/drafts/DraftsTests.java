package io.lettergate.sending.drafts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.CorpusFiles;
import io.lettergate.DovecotServer;
import io.lettergate.Needs;
import io.lettergate.Served;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Address;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.Message;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.mime.MessageWriter;
import io.lettergate.safehtml.Allowed;
import io.lettergate.sending.beginnings.Beginning.Kind;
import io.lettergate.sending.beginnings.Beginnings;
import io.lettergate.sending.beginnings.Correspondents;
import io.lettergate.sending.identities.Identities;
import io.lettergate.sending.identities.Identity;
import io.lettergate.sending.uploads.Uploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/** What somebody writes, on two real servers: a good one, and one that cannot remove single messages. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class DraftsTests {

    private static final DovecotServer POOR = DovecotServer.without("UIDPLUS", "MOVE", "REPLACE");

    private final Drafts drafts;
    private final DraftTable table;
    private final Composing composing;
    private final Beginnings beginnings;
    private final Identities identities;
    private final Uploads uploads;
    private final Correspondents correspondents;
    private final Accounts accounts;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final JdbcClient database;

    private Account account;

    DraftsTests(
            Drafts drafts,
            DraftTable table,
            Composing composing,
            Beginnings beginnings,
            Identities identities,
            Uploads uploads,
            Correspondents correspondents,
            Accounts accounts,
            Mailboxes mailboxes,
            Messages messages,
            JdbcClient database) {
        this.drafts = drafts;
        this.table = table;
        this.composing = composing;
        this.beginnings = beginnings;
        this.identities = identities;
        this.uploads = uploads;
        this.correspondents = correspondents;
        this.accounts = accounts;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.database = database;
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        Served.by(registry, 0, "vale.example", DovecotServer.shared().imapPort(), "NONE");
        Served.by(registry, 1, "poor.example", POOR.imapPort(), "NONE");
    }

    @BeforeEach
    void arrive() {
        account = accounts.signIn(DovecotServer.shared().freshUser(), new Password(DovecotServer.PASSWORD));
    }

    @Test
    void aDraftIsFiledOnceHoweverOftenItIsSaved() {
        var id = drafts.freshId();
        for (long version = 0; version < 3; version++) {
            var saved = drafts.save(account, id, version, saying("Words " + version));
            assertThat(saved.conflicts()).isFalse();
            assertThat(drafts.file(account, saved.draft(), Drafts.Pace.AT_ONCE)).isNull();
        }

        var copies = copies(account);

        assertThat(copies).singleElement().satisfies(copy -> {
            assertThat(copy.summary().envelope().subject()).isEqualTo("Words 2");
            assertThat(copy.summary().flags()).contains(Flag.DRAFT, Flag.SEEN);
            assertThat(copy.headers())
                    .anyMatch(header ->
                            header.name().equals("X-Draft-Id") && header.value().equals(id));
        });
        assertThat(drafts.require(account, id).isFiled()).isTrue();
    }

    @Test
    void aServerThatCannotRemoveSingleMessagesHasNoGhosts() {
        var user = DovecotServer.shared().freshUser();
        var poor = accounts.signIn(
                user.substring(0, user.indexOf('@')) + "@poor.example", new Password(DovecotServer.PASSWORD));
        var id = drafts.freshId();
        for (long version = 0; version < 3; version++) {
            var saved =
                    drafts.save(poor, id, version, saying("Words " + version)).draft();
            assertThat(drafts.file(poor, saved, Drafts.Pace.AT_ONCE)).isNull();
        }

        assertThat(copies(poor))
                .extracting(copy -> copy.summary().envelope().subject())
                .containsExactly("Words 2");
    }

    @Test
    @DisplayName("D1 of a draft that was saved in two tabs both versions are kept")
    void twoWritersKeepBothVersions() {
        var id = drafts.freshId();
        var first = drafts.save(account, id, 0, saying("One")).draft();
        drafts.save(account, id, first.version(), saying("Two"));

        var second = drafts.save(account, id, first.version(), saying("Three"));

        assertThat(second.conflicts()).isTrue();
        assertThat(drafts.of(account))
                .extracting(draft -> draft.content().subject())
                .containsExactlyInAnyOrder("Two", "Three");
    }

    @Test
    @DisplayName("D2 what a crash leaves between the new copy and the old one is cleaned, and never both are gone")
    void aCrashBetweenTwoCopiesLeavesOneDraft() {
        var id = drafts.freshId();
        var draft = drafts.save(account, id, 0, saying("One")).draft();
        drafts.file(account, draft, Drafts.Pace.AT_ONCE);
        var newer = drafts.save(account, id, 1, saying("Two")).draft();
        table.beginFiling(id);
        composing.read(
                composing.toKeep(account, newer),
                MessageWriter.Copy.DRAFT,
                octets -> messages.file(
                        account,
                        mailboxes.withRole(account, MailboxRole.DRAFTS).orElseThrow(),
                        octets,
                        Set.of(Flag.DRAFT),
                        null));
        assertThat(copies(account)).hasSize(2);

        drafts.file(account, drafts.require(account, id), Drafts.Pace.AT_ONCE);

        assertThat(copies(account))
                .extracting(copy -> copy.summary().envelope().subject())
                .containsExactly("Two");
    }

    @Test
    void whatIsDiscardedIsInTrash() {
        var id = drafts.freshId();
        drafts.file(account, drafts.save(account, id, 0, saying("Gone")).draft(), Drafts.Pace.AT_ONCE);

        drafts.discard(account, id);

        assertThat(copies(account)).isEmpty();
        assertThat(in(account, MailboxRole.TRASH)).hasSize(1);
        assertThatThrownBy(() -> drafts.require(account, id)).isInstanceOf(MailFailure.NoSuchDraft.class);
    }

    @Test
    void nobodyElseFindsADraftOrAFile() {
        var other = accounts.signIn(DovecotServer.shared().freshUser(), new Password(DovecotServer.PASSWORD));
        var id = drafts.freshId();
        drafts.save(account, id, 0, saying("Mine"));
        var file = uploads.store(account, "a.txt", "text/plain", false, octets("hello"));

        assertThatThrownBy(() -> drafts.require(other, id)).isInstanceOf(MailFailure.NoSuchDraft.class);
        assertThatThrownBy(() -> uploads.require(other, file.id())).isInstanceOf(MailFailure.NoSuchUpload.class);
        assertThatThrownBy(() -> uploads.append(other, file.id(), 5, octets("x")))
                .isInstanceOf(MailFailure.NoSuchUpload.class);
    }

    @Test
    @DisplayName("R21 a file comes in pieces, and one that does not fit is refused")
    void aFileComesInPiecesAndIsRefusedWhereItDoesNotFit() throws IOException {
        var file = uploads.begin(account, "../../etc/näme.txt", "text/plain", 10, false);
        uploads.append(account, file.id(), 0, octets("hello"));

        assertThatThrownBy(() -> uploads.append(account, file.id(), 3, octets("x")))
                .isInstanceOf(MailFailure.UploadMisplaced.class)
                .hasMessageContaining("begin at 5");
        assertThatThrownBy(() -> uploads.append(account, file.id(), 5, octets("too much")))
                .isInstanceOf(MailFailure.UploadTooLarge.class);
        assertThatThrownBy(() -> uploads.begin(account, "x", "text/plain", uploads.largest() + 1, false))
                .isInstanceOf(MailFailure.UploadTooLarge.class)
                .hasMessageContaining("50 MB");
        var whole = uploads.append(account, file.id(), 5, octets("world"));
        assertThat(whole.isWhole()).isTrue();
        assertThat(whole.name()).isEqualTo("näme.txt");
        try (var octets = uploads.open(whole)) {
            assertThat(octets.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("helloworld");
        }
    }

    @Test
    void filesThatNobodyUsesGoAndThoseInDraftsStay() {
        var used = uploads.store(account, "a.txt", "text/plain", false, octets("a"));
        var unused = uploads.store(account, "b.txt", "text/plain", false, octets("b"));
        drafts.save(account, drafts.freshId(), 0, saying("x").with(List.of(used.id())));
        database.sql("UPDATE upload SET touched_at = 0 WHERE account_id = ?")
                .param(account.id().toString())
                .update();

        uploads.sweep();

        assertThat(uploads.require(account, used.id()).isWhole()).isTrue();
        assertThatThrownBy(() -> uploads.require(account, unused.id())).isInstanceOf(MailFailure.NoSuchUpload.class);
    }

    @Test
    void filesGoWithTheDraft() {
        var file = uploads.store(account, "a.txt", "text/plain", false, octets("hello"));
        var draft = drafts.save(account, drafts.freshId(), 0, saying("x").with(List.of(file.id())))
                .draft();

        drafts.file(account, draft, Drafts.Pace.AT_ONCE);

        assertThat(copies(account).getFirst().attachments())
                .singleElement()
                .satisfies(part -> assertThat(part.fileName()).isEqualTo("a.txt"));
    }

    @Test
    void repliesToAllLeaveOwnAddressesOutAndCarryTheConversation() {
        var own = account.address();
        identities.add(account, new Identity("", "Robin", "alias@vale.example", null, "Robin V", null, false));
        var id = deliver("From: Ada <ada@example.org>\r\nTo: " + own + ", Bob <bob@example.org>\r\n"
                + "Cc: alias+x@vale.example, carol@example.org\r\nSubject: Boats\r\n"
                + "Message-ID: <m3@x.example>\r\nReferences: <m1@x.example> <m2@x.example>\r\n\r\nAt noon?\r\n");

        var reply = beginnings.of(account, id, Kind.REPLY_ALL, ZoneOffset.UTC).content();

        assertThat(emails(reply.to())).containsExactly("ada@example.org", "bob@example.org");
        assertThat(emails(reply.cc())).containsExactly("carol@example.org");
        assertThat(reply.subject()).isEqualTo("Re: Boats");
        assertThat(reply.inReplyTo()).containsExactly("m3@x.example");
        assertThat(reply.references()).containsExactly("m1@x.example", "m2@x.example", "m3@x.example");
        assertThat(reply.text()).contains("Ada wrote:\n> At noon?");
    }

    @Test
    void theWriterSaysWhereAnswersGo() {
        var replyTo = deliver("From: ada@example.org\r\nReply-To: desk@example.org\r\nSubject: Re: x\r\n\r\nx\r\n");
        var followUp = deliver("From: ada@example.org\r\nTo: list@example.org\r\n"
                + "Mail-Followup-To: list@example.org, " + account.address() + "\r\n\r\nx\r\n");
        var list = deliver("From: ada@example.org\r\nTo: list@example.org\r\n"
                + "List-Post: <mailto:list@example.org?subject=x>\r\n\r\nx\r\n");

        assertThat(emails(begun(replyTo, Kind.REPLY).to())).containsExactly("desk@example.org");
        assertThat(begun(replyTo, Kind.REPLY).subject()).isEqualTo("Re: x");
        assertThat(emails(begun(followUp, Kind.REPLY_ALL).to())).containsExactly("list@example.org");
        assertThat(emails(begun(list, Kind.REPLY_LIST).to())).containsExactly("list@example.org");
        assertThat(emails(begun(list, Kind.REPLY).to())).containsExactly("ada@example.org");
    }

    @Test
    void answersComeFromTheAddressThatWasWrittenTo() {
        var alias =
                identities.add(account, new Identity("", "Robin", "alias@vale.example", null, "Yours", null, false));
        var id = deliver("From: ada@example.org\r\nTo: alias+boats@vale.example\r\nSubject: x\r\n\r\nx\r\n");

        var reply = begun(id, Kind.REPLY);

        assertThat(reply.identity()).isEqualTo(alias.id());
        assertThat(reply.text()).contains("\n-- \nYours");
    }

    @Test
    @DisplayName("R7 what is quoted in an answer is as clean as what is shown")
    void quotedHtmlIsClean() {
        var id = deliver("From: ada@example.org\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n"
                + "<p onclick=\"x()\">Hi<script>alert(1)</script><img src=\"https://evil.example/x.png\"></p>\r\n");

        var html = String.valueOf(begun(id, Kind.REPLY).html());

        assertThat(html)
                .contains("<blockquote>")
                .contains("Hi")
                .doesNotContain("script")
                .doesNotContain("onclick");
        assertThat(html).doesNotContain("evil.example");
    }

    @Test
    @DisplayName("R7 fifty hostile texts are as clean in answers, forwards, drafts and signatures as in what is shown")
    void fiftyHostileTextsAreClean() throws IOException {
        var files = CorpusFiles.in("html-xss/open", ".html");
        var faults = new ArrayList<String>();
        for (int number = 0; number < 50; number++) {
            var file = files.get(number * (files.size() / 50));
            var hostile = Files.readString(file, StandardCharsets.ISO_8859_1);
            hostileTexts(hostile)
                    .forEach((path, html) -> Allowed.faults(
                                    html.replaceAll("src=\"cid:[^\"<>]*\"", ""), Allowed.ELEMENTS_OF_MAIL)
                            .forEach(fault -> faults.add(file.getFileName() + " " + path + ": " + fault)));
        }

        assertThat(faults).isEmpty();
    }

    /** What becomes of it on each path on which it gets into something that is written. */
    private Map<String, String> hostileTexts(String hostile) {
        var id = deliver("From: ada@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html;"
                + " charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(hostile.getBytes(StandardCharsets.UTF_8)) + "\r\n");
        var draft =
                drafts.save(account, drafts.freshId(), 0, DraftContent.blank().saying("x", "x", hostile));
        var own = identities.preferred(account);
        var signed = hostile.length() > 20_000 ? hostile.substring(0, 20_000) : hostile;
        var identity =
                identities.replace(account, own.id(), new Identity("", "", own.address(), null, "", signed, false));
        var texts = Map.of(
                "reply", String.valueOf(begun(id, Kind.REPLY).html()),
                "forward", String.valueOf(begun(id, Kind.FORWARD).html()),
                "edit", String.valueOf(begun(id, Kind.EDIT).html()),
                "draft", String.valueOf(draft.draft().content().html()),
                "signature", String.valueOf(identity.signatureHtml()));
        identities.remove(account, own.id());
        return texts;
    }

    @Test
    void forwardingTakesTheFilesAlong() {
        var id = deliver(
                "From: ada@example.org\r\nTo: x@example.org\r\nSubject: Plans\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nLook.\r\n--b\r\n"
                        + "Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=plan.pdf\r\n\r\nPDF\r\n--b--\r\n");

        var inline = beginnings.of(account, id, Kind.FORWARD, ZoneOffset.UTC);
        var attached = beginnings.of(account, id, Kind.FORWARD_ATTACHED, ZoneOffset.UTC);
        var draft = beginnings.draft(account, drafts.freshId(), inline.content(), inline.files(), null);

        assertThat(inline.content().subject()).isEqualTo("Fwd: Plans");
        assertThat(inline.content().text()).contains("From: ada@example.org").contains("Look.");
        assertThat(attached.files())
                .singleElement()
                .satisfies(file -> assertThat(file.type()).isEqualTo("message/rfc822"));
        assertThat(draft.content().files())
                .singleElement()
                .satisfies(file ->
                        assertThat(uploads.require(account, file).name()).isEqualTo("plan.pdf"));
    }

    @Test
    void aDraftOfAnotherProgramIsEditedInItsPlace() {
        var mailbox = mailboxes.withRole(account, MailboxRole.DRAFTS).orElseThrow();
        var ref = messages.file(
                        account,
                        mailbox,
                        octets("From: x@vale.example\r\nTo: bob@example.org\r\nSubject: Elsewhere\r\n"
                                + "Message-ID: <e1@x.example>\r\n\r\nBegun there.\r\n"),
                        Set.of(Flag.DRAFT),
                        null)
                .orElseThrow();
        var id = OpaqueId.of(ref).value();
        var begun = beginnings.of(account, id, Kind.EDIT, ZoneOffset.UTC);

        var draft = beginnings.draft(account, drafts.freshId(), begun.content(), begun.files(), id);
        drafts.file(account, draft, Drafts.Pace.AT_ONCE);

        assertThat(draft.content().text()).isEqualTo("Begun there.");
        assertThat(copies(account))
                .singleElement()
                .satisfies(copy -> assertThat(copy.summary().ref()).isNotEqualTo(ref));
        assertThat(drafts.behind(account, "e1@x.example")).isPresent();
    }

    @Test
    void identitiesBeginWithTheAccountsOwnAddress() {
        var own = identities.preferred(account);
        identities.replace(
                account, own.id(), new Identity("", "Robin", own.address(), null, "R", "<b>R</b><script>", true));
        var alias = identities.add(
                account, new Identity("", "", "alias@vale.example", "desk@vale.example", "", null, true));

        assertThat(identities.of(account))
                .extracting(Identity::address)
                .containsExactly(account.address(), "alias@vale.example");
        assertThat(identities.preferred(account).id()).isEqualTo(alias.id());
        assertThat(identities.require(account, own.id()).signatureHtml()).isEqualTo("<b>R</b>");
        assertThatThrownBy(() -> identities.replace(
                        account, own.id(), new Identity("", "", "else@vale.example", null, "", null, false)))
                .isInstanceOf(IllegalArgumentException.class);
        identities.remove(account, alias.id());
        assertThat(identities.of(account)).hasSize(1);
    }

    @Test
    void peopleAreSuggestedByTheBeginningsOfTheirNames() {
        deliver("From: Ada Lovelace <ada@example.org>\r\nSubject: x\r\n\r\nx\r\n");

        assertThat(correspondents.suggest(account, "love"))
                .extracting(Address::email)
                .contains("ada@example.org");
        assertThat(correspondents.suggest(account, "ovel")).isEmpty();
    }

    private DraftContent begun(String message, Kind kind) {
        return beginnings.of(account, message, kind, ZoneOffset.UTC).content();
    }

    private String deliver(String message) {
        var mailbox = mailboxes.withRole(account, MailboxRole.INBOX).orElseThrow();
        var ref =
                messages.file(account, mailbox, octets(message), Set.of(), null).orElseThrow();
        return OpaqueId.of(ref).value();
    }

    private static DraftContent saying(String subject) {
        return DraftContent.blank()
                .to(List.of(new Address("Bob", "bob@example.org"), new Address(null, "unfinished")), List.of())
                .saying(subject, "Hello", null);
    }

    private static List<String> emails(List<Address> people) {
        return people.stream().map(Address::email).toList();
    }

    private static ByteArrayInputStream octets(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Message> copies(Account owner) {
        return in(owner, MailboxRole.DRAFTS);
    }

    private List<Message> in(Account owner, MailboxRole role) {
        var mailbox = mailboxes.withRole(owner, role).orElseThrow();
        return messages.list(owner, mailbox, MessageQuery.newest(50)).messages().stream()
                .map(row -> messages.open(owner, row.ref()))
                .toList();
    }
}
