package io.lettergate.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lettergate.DovecotServer;
import io.lettergate.Needs;
import io.lettergate.Served;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** People with several accounts, on a real server. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest
@RecordApplicationEvents
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LinkingTests {

    private static final Password PASSWORD = new Password(DovecotServer.PASSWORD);

    private final Accounts accounts;
    private final Linking linking;
    private final Discovery discovery;
    private final Keyring keyring;
    private final JdbcClient database;

    private Account robin;
    private String second;

    LinkingTests(Accounts accounts, Linking linking, Discovery discovery, Keyring keyring, JdbcClient database) {
        this.accounts = accounts;
        this.linking = linking;
        this.discovery = discovery;
        this.keyring = keyring;
        this.database = database;
    }

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        Served.by(registry, 0, "vale.example", DovecotServer.shared().imapPort(), "NONE");
        Served.by(registry, 1, "down.example", 1, "NONE");
    }

    @BeforeEach
    void arrive() {
        robin = accounts.signIn(DovecotServer.shared().freshUser(), PASSWORD);
        second = DovecotServer.shared().freshUser();
    }

    @Test
    void aLinkedAccountIsThereFromNowOnAndGoneWhenItIsRemoved(ApplicationEvents events) {
        var linked = linking.link(robin, second, imap(second), PASSWORD);

        assertThat(accounts.of(robin.id())).containsExactly(robin, linked);
        assertThat(keyring.require(linked.id())).isEqualTo(PASSWORD);
        assertThat(events.stream(AccountLinked.class)).contains(new AccountLinked(linked.id(), robin.id()));

        linking.remove(linked);

        assertThat(accounts.of(robin.id())).containsExactly(robin);
        assertThat(accounts.find(linked.id())).isEmpty();
        assertThat(keyring.holds(linked.id())).isFalse();
        assertThat(events.stream(AccountRemoved.class)).contains(new AccountRemoved(linked.id(), robin.id()));
    }

    @Test
    void signingInStoresThePasswordOnceSoThatWorkGoesOn(ApplicationEvents events) {
        accounts.signIn(robin.address(), PASSWORD);

        assertThat(secrets(robin.id())).isEqualTo(1);
        assertThat(keyring.inHand(robin.id())).isEmpty();
        assertThat(keyring.require(robin.id())).isEqualTo(PASSWORD);
        assertThat(accounts.storesPassword(robin)).isTrue();
        assertThat(events.stream(PasswordChanged.class)).isEmpty();
    }

    @Test
    void whatIsLinkedBySomebodyDoesNotSignIn() {
        var linked = linking.link(robin, second, imap(second), PASSWORD);

        var themselves = accounts.signIn(second, PASSWORD);

        assertThat(themselves.id()).isNotEqualTo(linked.id());
        assertThat(accounts.of(themselves.id())).containsExactly(themselves);
    }

    @Test
    void nobodyHasAnAddressTwice() {
        linking.link(robin, second, imap(second), PASSWORD);

        assertThatThrownBy(() -> linking.link(robin, second, imap(second), PASSWORD))
                .isInstanceOf(AlreadyLinked.class);
        assertThatThrownBy(() -> linking.link(robin, robin.address(), imap(robin.address()), PASSWORD))
                .isInstanceOf(AlreadyLinked.class);
    }

    @Test
    void whatFailsBeforehandLinksNothing() {
        assertThatThrownBy(() -> linking.link(robin, second, imap(second), PASSWORD, account -> {
                    throw new IllegalStateException("no window");
                }))
                .hasMessage("no window");

        assertThat(accounts.of(robin.id())).containsExactly(robin);
    }

    @Test
    void aRefusedPasswordChangesNothingAndARightOneReplacesTheOld(ApplicationEvents events) {
        var linked = linking.link(robin, second, imap(second), new Password("out of date"));

        assertThatThrownBy(() -> linking.changePassword(linked, new Password("wrong")))
                .isInstanceOf(MailFailure.SignInRefused.class);
        assertThat(keyring.require(linked.id())).isEqualTo(new Password("out of date"));
        linking.changePassword(linked, PASSWORD);

        assertThat(keyring.require(linked.id())).isEqualTo(PASSWORD);
        assertThat(events.stream(PasswordChanged.class)).containsExactly(new PasswordChanged(linked.id()));
    }

    @Test
    void followsTheOperatorWhereTheOperatorNamesTheServer() {
        var linked = linking.link(robin, second, imap(second), PASSWORD);
        var elsewhere =
                linking.link(robin, "robin@else.example", named("imap.else.example", 993, Encryption.TLS), PASSWORD);

        assertThat(hosts(linked.id())).isEqualTo(0);
        assertThat(hosts(elsewhere.id())).isEqualTo(1);
        assertThat(accounts.find(elsewhere.id())).contains(elsewhere);
    }

    @Test
    void collectsOnlyByPop3AndOnlyWhereThePasswordIsStored() {
        var pop3 =
                new Access(Protocol.POP3, new Endpoint("pop.else.example", 995, Encryption.TLS), "robin@pop.example");

        var collected = linking.link(robin, "robin@pop.example", pop3, PASSWORD);
        var read = linking.link(robin, second, imap(second), PASSWORD);

        assertThat(accounts.collected()).contains(collected).doesNotContain(read, robin);
    }

    @Test
    void anAccountThatMovesKeepsItsId(ApplicationEvents events) {
        var linked = linking.link(robin, second, imap(second), PASSWORD);
        var pop3 = new Access(Protocol.POP3, new Endpoint("pop.else.example", 995, Encryption.TLS), second);

        var moved = linking.reach(linked, pop3);

        assertThat(moved.id()).isEqualTo(linked.id());
        assertThat(accounts.find(linked.id())).contains(moved);
        assertThat(accounts.collected()).contains(moved);
        assertThat(events.stream(AccountMoved.class)).contains(new AccountMoved(linked.id(), robin.id()));
    }

    @Test
    void nobodyWhoIsGoneLinksAnything() {
        linking.remove(robin);

        assertThatThrownBy(() -> linking.link(robin, second, imap(second), PASSWORD))
                .isInstanceOf(MailFailure.NoSuchAccount.class);
    }

    @Test
    void tellsThatAPasswordWasReplaced(ApplicationEvents events) {
        linking.changePassword(robin, PASSWORD);

        assertThat(events.stream(PasswordReplaced.class)).containsExactly(new PasswordReplaced(robin.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap.example\r\nA1 LOGOUT", "imap example", "imap.example\u0000", " "})
    void aHostIsOneWord(String host) {
        assertThatThrownBy(() -> named(host, 993, Encryption.TLS)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDomainLongerThanAnyHostHasNoServers() {
        var findings = discovery.find("robin@" + "a.".repeat(130) + "example");

        assertThat(findings.best(Protocol.IMAP)).isEmpty();
    }

    @Test
    void theOneToSignInWithGoesLast() {
        linking.link(robin, second, imap(second), PASSWORD);

        assertThatThrownBy(() -> linking.remove(robin))
                .isInstanceOf(MailFailure.AccountNeeded.class)
                .hasMessageContaining("Remove the accounts that are linked to it first");

        assertThat(accounts.find(robin.id())).contains(robin);
    }

    static Stream<Arguments> forbidden() {
        return Stream.of(
                arguments("127.0.0.1", 993, Encryption.TLS),
                arguments("127.0.0.1", 995, Encryption.STARTTLS),
                arguments("169.254.169.254", 143, Encryption.STARTTLS),
                arguments("192.0.2.1", 22, Encryption.TLS),
                arguments("imap.public.example", 143, Encryption.NONE));
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void doesNotKnockWhereTheOperatorForbidsIt(String host, int port, Encryption encryption) {
        var access = named(host, port, encryption);

        assertThatThrownBy(() -> linking.verify(second, access, PASSWORD))
                .isInstanceOf(MailFailure.PolicyRefused.class);
    }

    @Test
    void doesNotLinkInPlainTextUnlessTheOperatorNamesTheServerSo() {
        assertThatThrownBy(
                        () -> linking.link(robin, second, named("imap.public.example", 143, Encryption.NONE), PASSWORD))
                .isInstanceOf(MailFailure.PolicyRefused.class)
                .hasMessageContaining("plain text");
    }

    @Test
    void findsTheServerThatTheOperatorNamesAndProvesIt() {
        var findings = discovery.find(second);
        var proofs = discovery.prove(findings, PASSWORD);
        var refused = discovery.prove(findings, new Password("wrong"));

        assertThat(findings.trials())
                .singleElement()
                .satisfies(trial -> assertThat(trial.candidate().source()).isEqualTo(Candidate.Source.OPERATOR));
        assertThat(proofs).singleElement().matches(Proof::works);
        assertThat(refused)
                .singleElement()
                .satisfies(proof -> assertThat(proof.failure()).isInstanceOf(MailFailure.SignInRefused.class));
    }

    @Test
    void saysOfADoorThatStaysShutThatItDoes() {
        var findings = discovery.find("robin@down.example");

        assertThat(findings.best(Protocol.IMAP)).isEmpty();
        assertThat(findings.trials())
                .singleElement()
                .satisfies(trial -> assertThat(trial.problem()).contains("does not answer on port 1"));
        assertThat(discovery.prove(findings, PASSWORD)).isEmpty();
    }

    private Access imap(String address) {
        return new Access(Protocol.IMAP, robin.incoming(), address);
    }

    private Access named(String host, int port, Encryption encryption) {
        return new Access(Protocol.IMAP, new Endpoint(host, port, encryption), second);
    }

    private long secrets(AccountId account) {
        return database.sql("SELECT COUNT(*) FROM vault_secret WHERE account_id = ?")
                .param(account.toString())
                .query(Long.class)
                .single();
    }

    private long hosts(AccountId account) {
        return database.sql("SELECT COUNT(host) FROM account WHERE id = ?")
                .param(account.toString())
                .query(Long.class)
                .single();
    }
}
