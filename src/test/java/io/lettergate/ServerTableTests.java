package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mailbox.spi.MailSessionContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The table of servers promises nothing that nobody tries. */
class ServerTableTests {

    @Test
    void everyRowIsAPromiseOfTheContract() throws IOException {
        assertThat(MailSessionContract.promises())
                .containsAll(ServerTable.read().promises());
    }
}
