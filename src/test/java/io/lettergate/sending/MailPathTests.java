package io.lettergate.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.mail.Address;
import io.lettergate.mail.MailFailure;
import io.lettergate.mime.OutgoingAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailPathTests {

    @ParameterizedTest
    @CsvSource({
        "robin@straße.example, robin@xn--strae-oqa.example",
        "robin@bücher.example, robin@xn--bcher-kva.example",
        "robin@BÜCHER.example, robin@xn--bcher-kva.example",
        "robin@βόλος.example, robin@xn--nxasmm1c.example",
        "robin@例え.example, robin@xn--r8jz45g.example",
        "robin@Vale.example, robin@Vale.example"
    })
    @DisplayName("S7 a domain beyond ASCII is the one that its registry knows, and never a neighbour's")
    void namesTheDomainThatIsMeant(String written, String wire) {
        assertThat(MailPath.of(written).wire()).isEqualTo(wire);
        assertThat(OutgoingAddress.of(new Address(null, written)).email()).isEqualToIgnoringCase(wire);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "robin",
                "@vale.example",
                "robin@",
                "robin@vale..example",
                "robin@-vale.example",
                "a b@vale.example",
                "robin@vale.example\r\nRCPT TO:<x@y>",
                "robin@vale.example>",
                "robin@ü..example",
                "robin@\u202Evale.example",
                "friends: ada@vale.example;",
                "robin@vale.example\u0000",
                "\"a\nb\"@vale.example"
            })
    @DisplayName("R42 what could end a command is no address")
    void refusesWhatIsNoAddress(String written) {
        assertThatThrownBy(() -> MailPath.of(written)).isInstanceOf(MailFailure.RecipientInvalid.class);
    }
}
