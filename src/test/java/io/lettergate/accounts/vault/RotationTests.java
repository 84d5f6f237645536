package io.lettergate.accounts.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The keys change while two nodes share one keyset, and neither is ever without its secrets. */
class RotationTests {

    @TempDir
    private Path directory;

    private VaultTable table;
    private VaultSettings settings;
    private Rotation rotation;
    private Vault one;
    private Vault other;

    @BeforeEach
    void open() {
        var memory = new SingleConnectionDataSource("jdbc:sqlite::memory:", true);
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(
                        new ClassPathResource("db/migration/V1__accounts.sql"),
                        new ClassPathResource("db/migration/V30__archiving.sql"),
                        new ClassPathResource("db/migration/V40__linked_accounts.sql")),
                memory);
        table = new VaultTable(JdbcClient.create(memory));
        settings = new VaultSettings(null, directory.resolve("vault.json"));
        rotation = new Rotation(table, settings, Clock.systemUTC());
        one = new Vault(table, settings);
        one.keep("a", "password", "the secret of a");
        one.keep("b", "password", "the secret of b");
        other = new Vault(table, settings);
    }

    @Test
    @DisplayName("R71 rotation: add a key, make it primary, seal anew, drop the old one; no node restarts")
    void changesTheKeysWhileTwoNodesRun() throws IOException {
        var old = keyset();

        assertThat(rotation.step("add-key")).startsWith("A new key was added");
        one.lookAgain();
        other.lookAgain();
        aMinutePasses();
        assertThat(rotation.step("use-new-key")).startsWith("The new key seals");
        one.lookAgain();
        one.keep("c", "password", "the secret of c");
        assertThat(other.read("c", "password")).contains("the secret of c");
        other.lookAgain();
        aMinutePasses();
        assertThat(rotation.step("reseal")).startsWith("2 secrets were sealed anew");
        assertThat(rotation.step("drop-old-keys")).startsWith("1 old keys were dropped");
        one.lookAgain();
        other.lookAgain();

        assertThat(keyset().has(old.primaryId())).isFalse();
        assertThat(one.read("a", "password")).contains("the secret of a");
        assertThat(other.read("b", "password")).contains("the secret of b");
        assertThatThrownBy(() -> new Vault(table, new VaultSettings(old.json(), directory.resolve("none"))))
                .hasMessageContaining("does not open the vault");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings.file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aNodeThatMeetsANewKeyReadsTheKeysetAtOnce() throws IOException {
        KeysetFile.replace(settings.file(), keyset().rotated());
        one.lookAgain();
        one.keep("c", "password", "the secret of c");

        assertThat(other.read("c", "password")).contains("the secret of c");
    }

    @Test
    void keepsAllKeysWhileOneOfThemIsNeeded() throws IOException {
        rotation.step("add-key");
        aMinutePasses();
        rotation.step("use-new-key");
        aMinutePasses();

        assertThatThrownBy(() -> rotation.step("drop-old-keys")).hasMessageContaining("2 secrets are still sealed");

        assertThat(keyset().size()).isEqualTo(2);
    }

    @Test
    void doesNotHurry() {
        rotation.step("add-key");

        assertThatThrownBy(() -> rotation.step("use-new-key")).hasMessageContaining("less than a minute ago");
        assertThatThrownBy(() -> rotation.step("add-key")).hasMessageContaining("There is a new key already");
    }

    @Test
    void namesTheStepsToWhoeverAsksForAnother() {
        assertThatThrownBy(() -> rotation.step("all"))
                .hasMessageContaining("add-key, use-new-key, reseal, drop-old-keys");
    }

    @Test
    void goesOnWithTheOldKeysWhereTheNewOnesDoNotOpenTheVault() {
        KeysetFile.replace(settings.file(), MasterKeyset.random());

        one.lookAgain();

        assertThat(one.read("a", "password")).contains("the secret of a");
    }

    @Test
    void aKeysetThatIsASettingIsChangedElsewhere() {
        var given =
                new Rotation(table, new VaultSettings(keyset().json(), directory.resolve("none")), Clock.systemUTC());

        assertThatThrownBy(() -> given.step("add-key")).hasMessageContaining("Put it into a file");
    }

    private MasterKeyset keyset() {
        return new KeysetFile(settings).read(false);
    }

    private void aMinutePasses() throws IOException {
        var changed = Files.getLastModifiedTime(settings.file()).toInstant();
        Files.setLastModifiedTime(settings.file(), FileTime.from(changed.minus(Duration.ofSeconds(61))));
    }
}
