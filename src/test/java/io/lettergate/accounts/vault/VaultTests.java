package io.lettergate.accounts.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

@ExtendWith(OutputCaptureExtension.class)
class VaultTests {

    private static final String PASSWORD = "Tide-at-noon-4711";

    @TempDir
    private Path directory;

    private JdbcClient database;

    @BeforeEach
    void open() {
        var memory = new SingleConnectionDataSource("jdbc:sqlite::memory:", true);
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(
                        new ClassPathResource("db/migration/V1__accounts.sql"),
                        new ClassPathResource("db/migration/V30__archiving.sql"),
                        new ClassPathResource("db/migration/V40__linked_accounts.sql")),
                memory);
        database = JdbcClient.create(memory);
    }

    @Test
    void givesBackWhatItKeepsAndNeverShowsIt() {
        var vault = vault(null);

        assertThat(vault.keep("a", "password", PASSWORD)).isTrue();
        assertThat(vault.keep("a", "password", PASSWORD)).isFalse();

        assertThat(vault.read("a", "password")).contains(PASSWORD);
        assertThat(vault.holds("a", "password")).isTrue();
        assertThat(stored("a")).doesNotContain(PASSWORD);
        assertThat(vault.read("b", "password")).isEmpty();
    }

    @Test
    void aKeysetThatACrashLeftEmptyIsMadeAnewWhileNothingIsSealed() throws IOException {
        Files.createFile(directory.resolve("vault.json"));

        assertThat(vault(null).keep("a", "password", PASSWORD)).isTrue();

        assertThat(directory.resolve("vault.json")).isNotEmptyFile();
    }

    @Test
    void aNewSecretReplacesTheOld() {
        var vault = vault(null);
        vault.keep("a", "password", "old");

        vault.keep("a", "password", "new");

        assertThat(vault.read("a", "password")).contains("new");
        vault.remove("a", "password");
        assertThat(vault.read("a", "password")).isEmpty();
    }

    @Test
    @DisplayName("R71 of two rows that are swapped neither opens")
    void ofTwoRowsThatAreSwappedNeitherOpens() {
        var vault = vault(null);
        vault.keep("a", "password", "the secret of a");
        vault.keep("b", "password", "the secret of b");
        var ofA = stored("a");
        var ofB = stored("b");

        store("a", ofB);
        store("b", ofA);

        assertThat(vault.read("a", "password")).isEmpty();
        assertThat(vault.read("b", "password")).isEmpty();
        store("a", ofA);
        assertThat(vault.read("a", "password")).contains("the secret of a");
    }

    @Test
    @DisplayName("R71 a secret opens in no other row")
    void aSecretOpensInNoOtherRow() {
        var vault = vault(null);
        vault.keep("a", "password", "the secret of a");
        vault.keep("b", "password", "the secret of b");

        store("b", stored("a"));

        assertThat(vault.read("b", "password")).isEmpty();
    }

    @Test
    @DisplayName("R71 a secret opens as nothing else, and in no other version")
    void aSecretOpensAsNothingElseAndInNoOtherVersion() {
        var vault = vault(null);
        vault.keep("a", "password", PASSWORD);
        vault.keep("b", "password", PASSWORD);

        database.sql("UPDATE vault_secret SET field = 'token' WHERE account_id = 'a'")
                .update();
        database.sql("UPDATE vault_secret SET version = 7 WHERE account_id = 'b'")
                .update();

        assertThat(vault.read("a", "token")).isEmpty();
        assertThat(vault.read("b", "password")).isEmpty();
    }

    @Test
    @DisplayName("R71 a keyset is made for its owner only, and that is said once")
    void makesAKeysetForItsOwnerOnlyAndSaysSoOnce(CapturedOutput output) throws IOException {
        vault(null).keep("a", "password", PASSWORD);
        var again = vault(null);

        assertThat(again.read("a", "password")).contains(PASSWORD);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(output.getAll()).containsOnlyOnce("A keyset for stored passwords was made");
    }

    @Test
    void takesAKeysetFromTheEnvironmentOrFromAFile() throws IOException {
        var json = MasterKeyset.random().json();
        var elsewhere = Files.writeString(directory.resolve("elsewhere.json"), json);

        vault(json).keep("a", "password", PASSWORD);

        assertThat(vault(elsewhere.toString()).read("a", "password")).contains(PASSWORD);
        assertThat(file()).doesNotExist();
    }

    @Test
    @DisplayName("R71 nothing starts with a keyset that does not open the vault")
    void doesNotStartWithAKeysetThatIsNotTheOne() {
        vault(MasterKeyset.random().json()).keep("a", "password", PASSWORD);
        var other = MasterKeyset.random().json();

        assertThatThrownBy(() -> vault(other)).hasMessageContaining("The keyset does not open the vault");
    }

    @Test
    @DisplayName("R71 nothing starts without the keyset that it had")
    void doesNotStartWithoutTheKeysetThatItHad() throws IOException {
        vault(null).keep("a", "password", PASSWORD);
        Files.delete(file());

        assertThatThrownBy(() -> vault(null)).hasMessageContaining("is missing");
        assertThat(file()).doesNotExist();
    }

    @Test
    void doesNotShowAKeysetThatItCannotRead() throws IOException {
        var broken = Files.writeString(directory.resolve("broken.json"), "{\"key\": \"Tide-at-noon\"");

        assertThatThrownBy(() -> vault(broken.toString()))
                .hasMessageContaining("broken.json holds no keyset")
                .hasNoCause();
    }

    @Test
    @DisplayName("R71 a new key seals what is read")
    void aNewPrimaryKeySealsWhatIsReadAndTheOldOneMayGo() throws Exception {
        var old = MasterKeyset.random();
        vault(old.json()).keep("a", "password", PASSWORD);
        vault(old.json()).keep("b", "password", PASSWORD);
        var rotated = old.rotated();

        assertThat(vault(rotated.json()).read("a", "password")).contains(PASSWORD);

        assertThat(keyOf("a")).isEqualTo(rotated.primaryId());
        assertThat(keyOf("b")).isEqualTo(old.primaryId());
        assertThat(vault(rotated.json()).read("a", "password")).contains(PASSWORD);
    }

    private Vault vault(@Nullable String keyset) {
        return new Vault(new VaultTable(database), new VaultSettings(keyset, file()));
    }

    private Path file() {
        return directory.resolve("vault.json");
    }

    private String stored(String account) {
        return database.sql("SELECT sealed FROM vault_secret WHERE account_id = ?")
                .param(account)
                .query(String.class)
                .single();
    }

    private void store(String account, String sealed) {
        database.sql("UPDATE vault_secret SET sealed = ? WHERE account_id = ?")
                .params(sealed, account)
                .update();
    }

    private long keyOf(String account) {
        List<Long> ids = database.sql("SELECT key_id FROM vault_secret WHERE account_id = ?")
                .param(account)
                .query(Long.class)
                .list();
        return ids.getFirst();
    }
}
