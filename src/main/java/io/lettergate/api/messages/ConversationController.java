package io.lettergate.api.messages;

import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.Conversations;
import io.lettergate.mailbox.Messages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The conversation that a message belongs to. */
@RestController
@Tag(name = "Messages")
class ConversationController {

    private final Messages messages;
    private final Conversations conversations;
    private final ServerCopies copies;

    ConversationController(Messages messages, Conversations conversations, ServerCopies copies) {
        this.messages = messages;
        this.conversations = conversations;
        this.copies = copies;
    }

    @GetMapping(path = "/api/v1/accounts/{account}/messages/{id}/thread", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getThread",
            summary = "List the conversation of a message, oldest first",
            description = "What the message answers and what answers it, in its mailbox, the inbox, the sent mail and"
                    + " the archive; at most 200 messages, each once")
    ConversationAnswer thread(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The message's id") @PathVariable String id) {
        var owner = caller.require(account);
        var conversation = conversations.of(owner, messages.locate(owner, id));
        var refs = conversation.messages().stream().map(MessageSummary::ref).toList();
        return ConversationAnswer.of(conversation, copies.of(owner, refs));
    }
}
