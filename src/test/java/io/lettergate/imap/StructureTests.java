package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mail.Part;
import org.junit.jupiter.api.Test;

class StructureTests {

    @Test
    void numbersTheParts() {
        var structure = read("""
                ((("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 5 1 NIL NIL NIL NIL)\
                ("text" "html" ("charset" "utf-8") NIL NIL "base64" 9 1 NIL NIL NIL NIL)\
                 "alternative" ("boundary" "b") NIL NIL NIL)\
                ("application" "pdf" ("name" "plan.pdf") "<id@x>" NIL "base64" 100 NIL\
                 ("attachment" ("filename" "the plan.pdf")) NIL NIL)\
                 "mixed" ("boundary" "a") NIL NIL NIL)""");

        assertThat(structure.number()).isNull();
        assertThat(structure.walk().skip(1).map(part -> part.number() + " " + part.type()))
                .containsExactly("1 multipart/alternative", "1.1 text/plain", "1.2 text/html", "2 application/pdf");
        assertThat(structure.children().get(1)).satisfies(pdf -> {
            assertThat(pdf.fileName()).isEqualTo("the plan.pdf");
            assertThat(pdf.contentId()).isEqualTo("id@x");
            assertThat(pdf.isAttachment()).isTrue();
            assertThat(pdf.encoding()).isEqualTo("base64");
        });
    }

    @Test
    void aMessageInsideIsOnePart() {
        var structure = read("""
                (("text" "plain" NIL NIL NIL "7bit" 5 1)("message" "rfc822" ("name" "old.eml") NIL NIL "7bit" 300\
                 (NIL "inner" NIL NIL NIL NIL NIL NIL NIL NIL) ("text" "plain" NIL NIL NIL "7bit" 5 1) 9 NIL\
                 ("attachment" ("filename" "old.eml")) NIL NIL) "mixed")""");

        assertThat(structure.children().get(1)).satisfies(inner -> {
            assertThat(inner.children()).isEmpty();
            assertThat(inner.fileName()).isEqualTo("old.eml");
            assertThat(inner.isAttachment()).isTrue();
        });
    }

    @Test
    void aSinglePartIsNumberOne() {
        assertThat(read("(\"TEXT\" \"PLAIN\" NIL NIL NIL \"8BIT\" 5 1)").number())
                .hasToString("1");
    }

    @Test
    void whatIsNoStructureIsNone() {
        assertThat(read("NIL")).isNull();
        assertThat(read("()")).isNull();
        assertThat(read("(\"mixed\")")).isNull();
        assertThat(read("(NIL NIL NIL NIL NIL NIL 0)")).isNull();
        assertThat(read("((() \"mixed\") \"mixed\")")).isNull();
    }

    @Test
    void aStructureOfTooManyPartsIsNone() {
        assertThat(read("(" + "(\"text\" \"plain\" NIL NIL NIL \"7bit\" 5 1)".repeat(3000) + " \"mixed\")"))
                .isNull();
    }

    private static Part read(String text) {
        return Structure.read(ValueReader.of(text).next());
    }
}
