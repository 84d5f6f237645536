package io.lettergate.auth.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.lettergate.accounts.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;

class PasskeyTableTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final AccountId robin = AccountId.random();
    private final AccountId ada = AccountId.random();
    private final Bytes handle = Bytes.random();
    private PasskeyTable table;

    @BeforeEach
    void open() {
        var memory = new SingleConnectionDataSource("jdbc:sqlite::memory:", true);
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(
                        new ClassPathResource("db/migration/V1__accounts.sql"),
                        new ClassPathResource("db/migration/V30__archiving.sql"),
                        new ClassPathResource("db/migration/V40__linked_accounts.sql"),
                        new ClassPathResource("db/migration/V85__second_factors.sql")),
                memory);
        table = new PasskeyTable(JdbcClient.create(memory), Clock.fixed(NOON, ZoneOffset.UTC));
        table.keep(robin, handle);
    }

    @Test
    void aHandleStaysAndTellsNothing() {
        assertThat(table.handle(ada)).isEmpty();

        assertThat(table.keep(robin, handle)).isTrue();
        assertThat(table.keep(robin, Bytes.random())).isFalse();

        assertThat(table.handle(robin)).contains(handle);
        assertThat(table.person(handle)).contains(robin);
        assertThat(table.person(Bytes.random())).isEmpty();
    }

    @Test
    @DisplayName("R64 nobody renames a passkey of somebody else")
    void onlyTheOwnerRenamesOne() {
        table.save(key(0));
        var id = table.of(robin).getFirst().id();

        assertThat(table.rename(ada, id, "mine")).isFalse();
        assertThat(table.rename(robin, id, "Old laptop")).isTrue();
        assertThat(table.of(robin).getFirst().name()).isEqualTo("Old laptop");
    }

    @Test
    void givesBackWhatItStored() {
        var key = key(7);
        table.save(key);

        var found = table.findByCredentialId(key.getCredentialId());

        assertThat(found).isNotNull();
        assertThat(found.getUserEntityUserId()).isEqualTo(handle);
        assertThat(found.getPublicKey().getBytes()).isEqualTo(key.getPublicKey().getBytes());
        assertThat(found.getTransports()).containsExactlyInAnyOrderElementsOf(key.getTransports());
        assertThat(found.getSignatureCount()).isEqualTo(7);
        assertThat(table.findByUserId(handle)).hasSize(1);
        assertThat(table.of(robin))
                .singleElement()
                .satisfies(passkey -> assertThat(passkey)
                        .extracting(Passkey::name, Passkey::createdAt, Passkey::usedAt)
                        .containsExactly("Laptop", NOON, null));
    }

    @ParameterizedTest
    @CsvSource({"7, 8", "0, 1", "0, 0"})
    void notesWhenOneWasUsed(long before, long after) {
        var key = key(before);
        table.save(key);

        assertThatNoException().isThrownBy(() -> table.save(counted(key, after)));

        assertThat(table.of(robin).getFirst().usedAt()).isEqualTo(NOON);
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "7, 6", "7, 0"})
    @DisplayName("R64 a passkey whose counter does not grow may be a copy, and is not taken")
    void refusesACounterThatDoesNotGrow(long before, long after) {
        var key = key(before);
        table.save(key);

        assertThatExceptionOfType(PasskeyRefused.class)
                .isThrownBy(() -> table.save(counted(key, after)))
                .withMessageContaining("a copy of it");
    }

    @Test
    @DisplayName("R64 nobody removes a passkey of somebody else")
    void onlyTheOwnerRemovesOne() {
        table.save(key(0));
        var id = table.of(robin).getFirst().id();

        assertThat(table.remove(ada, id)).isFalse();
        assertThat(table.remove(robin, id)).isTrue();
        assertThat(table.isEmpty()).isTrue();
    }

    private CredentialRecord key(long count) {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.random())
                .userEntityUserId(handle)
                .publicKey(new ImmutablePublicKeyCose(new byte[] {1, 2, 3}))
                .attestationObject(new Bytes(new byte[] {4, 5}))
                .signatureCount(count)
                .transports(Set.of(AuthenticatorTransport.INTERNAL, AuthenticatorTransport.HYBRID))
                .label("Laptop")
                .build();
    }

    private static CredentialRecord counted(CredentialRecord key, long count) {
        return ImmutableCredentialRecord.fromCredentialRecord(key)
                .signatureCount(count)
                .build();
    }
}
