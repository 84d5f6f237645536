package io.lettergate.api.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.api.Samples;
import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.Conversation;
import io.lettergate.mailbox.Conversations;
import io.lettergate.mailbox.Messages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ApiTest
class ConversationControllerTests {

    private final MockMvcTester api;
    private final Messages messages;
    private final Conversations conversations;

    ConversationControllerTests(MockMvcTester api, Messages messages, Conversations conversations) {
        this.api = api;
        this.messages = messages;
        this.conversations = conversations;
    }

    @Test
    void listsTheConversationOfAMessage() {
        when(messages.locate(Robin.ACCOUNT, Samples.ID)).thenReturn(Samples.REF);
        when(conversations.of(Robin.ACCOUNT, Samples.REF)).thenReturn(new Conversation(List.of(Samples.summary())));

        var answer = api.get()
                .uri(Samples.MESSAGE + "/thread")
                .with(Robin.signedIn())
                .exchange();

        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"items": [{"id": "%s", "envelope": {"subject": "Boats on Tuesday"}}]}""".formatted(Samples.ID));
    }

    @Test
    void saysThatAMessageIsGone() {
        when(messages.locate(Robin.ACCOUNT, Samples.ID)).thenReturn(Samples.REF);
        when(conversations.of(Robin.ACCOUNT, Samples.REF)).thenThrow(new MailFailure.MessageGone());

        var answer = api.get()
                .uri(Samples.MESSAGE + "/thread")
                .with(Robin.signedIn())
                .exchange();

        assertThat(answer).hasStatus(410);
    }
}
