package io.lettergate.store;

import static io.lettergate.store.StoreFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailboxName;
import io.lettergate.mailbox.MessageQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTests {

    @TempDir
    Path directory;

    private StoreFixture store;
    private Account account;

    @BeforeEach
    void open() {
        store = new StoreFixture(directory);
        account = store.account("robin@vale.example");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @CsvSource({
        "grüße, german",
        "Grusse, german",
        "GRÜSSE, german",
        "straße, german",
        "STRASSE, german",
        "λιμάνι, greek",
        "ΛΙΜΑΝΙ, greek",
        "ΛΙΜΑΝΙΟΥ ΠΛΟΙΟΣ, greek",
        "東京, japanese",
        "京, japanese",
        "ガラス, japanese",
        "港で, japanese",
        "гавань, russian",
        "부산, korean",
        "🚢, german",
        "ada@example.org german, german",
        "rechnung.pdf, german"
    })
    void findsWordsOfAnyScript(String words, String subject) throws IOException {
        store.keep(
                account,
                message("german", "Viele Grüße aus der Hafenstraße 🚢", "Rechnung.pdf"),
                message("greek", "Το πλοίο του λιμανιού", "λιμάνι πλοίος"),
                message("japanese", "東京の港でガラスを買いました。"),
                message("russian", "Гавань"),
                message("korean", "부산에서 왔습니다"));
        var expected = words.equals("straße") || words.equals("STRASSE") ? List.of() : List.of(subject);

        assertThat(found(words)).isEqualTo(expected);
    }

    @Test
    void findsNothingOutOfOrder() throws IOException {
        store.keep(account, message("japanese", "東京の港"));

        assertThat(found("京東")).isEmpty();
        assertThat(found("\"(*) {")).isEmpty();
    }

    @Test
    void findsWordsOfHtmlWithoutItsTags() throws IOException {
        store.keep(
                account,
                "Subject: html\r\nContent-Type: text/html\r\n\r\n<style>hidden</style><p class=secret>Har<b>bour</b></p>");

        assertThat(found("harbour")).containsExactly("html");
        assertThat(found("secret")).isEmpty();
        assertThat(found("hidden")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "har\u0000bour",
                "\u0000",
                "\"",
                "har\"bour",
                "harbour*",
                "* harbour",
                "harbour OR",
                "NEAR(harbour tide)",
                "words:harbour",
                "-harbour",
                "harbour ^",
                "{harbour",
                "harbour\\",
                "%_'",
                "\uD800harbour",
                "\u0301"
            })
    void neverFailsWhateverIsTyped(String words) throws IOException {
        store.keep(account, message("boats", "harbour"));

        assertThat(found(words)).isSubsetOf("boats");
    }

    @Test
    void takesSignsOfTheSearchLanguageForWords() throws IOException {
        store.keep(account, message("boats", "harbour"), message("both", "harbour NOT OR tide"));

        assertThat(found("harbour NOT")).containsExactly("both");
        assertThat(found("tide OR harbour")).containsExactly("both");
    }

    @Test
    void takesManyWords() throws IOException {
        store.keep(account, message("boats", "harbour"));

        assertThat(found("harbour ".repeat(5_000))).containsExactly("boats");
        assertThat(found(IntStream.range(0, 5_000).mapToObj(String::valueOf).collect(Collectors.joining(" "))))
                .isEmpty();
    }

    @Test
    void findsTheNamesOfFiles() throws IOException {
        store.keep(
                account,
                "Subject: file\r\nContent-Type: application/pdf\r\n"
                        + "Content-Disposition: attachment; filename=\"tide-table.pdf\"\r\n\r\nx");

        assertThat(found("tide-table.pdf")).containsExactly("file");
        assertThat(found("table tide")).containsExactly("file");
    }

    private List<String> found(String words) {
        return store
                .bean(StoreConnector.class)
                .inSession(
                        account,
                        session -> session.messages(MailboxName.INBOX, new MessageQuery(50, null, Set.of(), words)))
                .messages()
                .stream()
                .map(row -> row.envelope().subject())
                .toList();
    }
}
