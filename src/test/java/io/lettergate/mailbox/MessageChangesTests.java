package io.lettergate.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Protocol;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of many messages when a part of them fails. */
class MessageChangesTests {

    private static final Account ACCOUNT = new Account(
            AccountId.random(),
            "robin@vale.example",
            "robin@vale.example",
            Protocol.IMAP,
            new Endpoint("imap.vale.example", 993, Endpoint.Encryption.TLS));
    private static final MessageRef LAST = new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(501));
    private static final List<String> IDS =
            IntStream.rangeClosed(1, 501).mapToObj(String::valueOf).toList();

    private final Messages messages = mock(Messages.class);
    private final MessageChanges changes =
            new MessageChanges(mock(Connectors.class), mock(Mailboxes.class), messages, new Undoing());

    @BeforeEach
    void knowAll() {
        when(messages.locate(any(), any()))
                .thenAnswer(call -> new MessageRef(
                        MailboxName.INBOX, new UidValidity(1), new Uid(Long.parseLong(call.getArgument(1)))));
        when(messages.delete(any(), any())).thenAnswer(call -> call.getArgument(1));
    }

    static List<MailFailure> refusals() {
        return List.of(
                new MailFailure.AccountBusy(),
                new MailFailure.SignInNeeded(),
                new MailFailure.ServerRefused("imap.vale.example", "not now"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalOfTheRestDoesNotHideWhatWasDone(MailFailure refusal) {
        when(messages.delete(any(), argThat(refs -> refs != null && refs.contains(LAST))))
                .thenThrow(refusal);

        var changed = changes.apply(ACCOUNT, IDS, new MessageChange.Delete());

        assertThat(changed.outcomes().subList(0, 500)).allMatch(outcome -> outcome.result() == Outcome.Result.DONE);
        assertThat(changed.outcomes().getLast().result()).isEqualTo(Outcome.Result.REFUSED);
        assertThat(changed.outcomes().getLast().reason()).isEqualTo(refusal.sentence());
    }

    @Test
    void whatTookTooLongMayBeDone() {
        when(messages.delete(any(), argThat(refs -> refs != null && refs.contains(LAST))))
                .thenThrow(new MailFailure.TookTooLong("imap.vale.example", "remove", Duration.ofSeconds(1), null));

        var changed = changes.apply(ACCOUNT, IDS, new MessageChange.Delete());

        assertThat(changed.outcomes().getFirst().result()).isEqualTo(Outcome.Result.DONE);
        assertThat(changed.outcomes().getLast().result()).isEqualTo(Outcome.Result.UNKNOWN);
    }

    @Test
    void aFailureBeforeAnythingWasDoneIsOneOfAll() {
        when(messages.delete(any(), any())).thenThrow(new MailFailure.AccountBusy());

        assertThatThrownBy(() -> changes.apply(ACCOUNT, IDS, new MessageChange.Delete()))
                .isInstanceOf(MailFailure.AccountBusy.class);
    }
}
