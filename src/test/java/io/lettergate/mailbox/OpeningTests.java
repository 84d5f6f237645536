package io.lettergate.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Protocol;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.spi.MailConnector;
import io.lettergate.mailbox.spi.MailSession;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class OpeningTests {

    private static final MessageRef MESSAGE = new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(7));
    private static final Account ACCOUNT = new Account(
            AccountId.random(),
            "robin@vale.example",
            "robin@vale.example",
            Protocol.IMAP,
            new Endpoint("imap.vale.example", 993, Endpoint.Encryption.TLS));

    @Test
    void announcesTheSizeOfWhatItHasInHand() throws IOException {
        var raw = opening(1000).raw(ACCOUNT, MESSAGE);

        assertThat(raw.size()).isEqualTo(1000);
        assertThat(raw.stream().readAllBytes()).hasSize(1000);
    }

    @Test
    void announcesNoSizeOfWhatIsStillOnTheServer() throws IOException {
        var raw = opening(3_000_000).raw(ACCOUNT, MESSAGE);

        assertThat(raw.size()).isNull();
        assertThat(raw.stream().readAllBytes()).hasSize(3_000_000);
    }

    private static Opening opening(int size) {
        var octets = new byte[size];
        var session = mock(MailSession.class);
        when(session.octets(any(), any(), anyLong(), anyInt())).thenAnswer(asked -> {
            int offset = Math.min(Math.toIntExact(asked.getArgument(2)), size);
            int length = asked.getArgument(3);
            return Arrays.copyOfRange(octets, offset, Math.min(offset + length, size));
        });
        var lately = new OpenMessages(new MailboxSettings(DataSize.ofMegabytes(1)));
        return new Opening(new Connectors(List.of(new Lending(session))), lately);
    }

    /** Lends one session to everybody. */
    private record Lending(MailSession session) implements MailConnector {

        @Override
        public boolean serves(Account account) {
            return true;
        }

        @Override
        public <T> T inSession(Account account, Function<MailSession, T> work) {
            return work.apply(session);
        }
    }
}
