package io.lettergate.api.messages;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
import io.lettergate.mailbox.Cursor;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Messages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The messages of a mailbox. */
@RestController
@RequestMapping(
        path = "/api/v1/accounts/{account}/mailboxes/{mailbox}/messages",
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Messages")
class MessageListController {

    private static final Choice<MessageQuery.Filter> FILTERS = new Choice<>(MessageQuery.Filter.class);

    private final Mailboxes mailboxes;
    private final Messages messages;

    MessageListController(Mailboxes mailboxes, Messages messages) {
        this.mailboxes = mailboxes;
        this.messages = messages;
    }

    @GetMapping
    @Operation(operationId = "listMessages", summary = "List the messages of a mailbox, newest first")
    MessageList list(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The mailbox's id, or its role as in role:sent") @PathVariable String mailbox,
            @Parameter(
                            description = "How many messages at most",
                            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
                    @RequestParam(defaultValue = "50")
                    int limit,
            @Parameter(description = "Where to go on: page.next or page.prev of another page")
                    @RequestParam(required = false)
                    @Nullable
                    String cursor,
            @Parameter(
                            description = "Which messages: all that are named here must hold",
                            explode = Explode.FALSE,
                            array = @ArraySchema(schema = @Schema(allowableValues = {"unread", "flagged"})))
                    @RequestParam(defaultValue = "")
                    List<String> filter,
            @Parameter(description = "Words to be found anywhere in the message")
                    @RequestParam(required = false)
                    @Nullable
                    String q) {
        var owner = caller.require(account);
        var filters = InvalidRequest.parameter("filter", () -> FILTERS.of(filter));
        var place = cursor == null ? null : InvalidRequest.parameter("cursor", () -> Cursor.parse(cursor));
        var query = InvalidRequest.parameter("limit", () -> new MessageQuery(limit, place, filters, q));
        return MessageList.of(messages.list(owner, mailboxes.require(owner, mailbox), query));
    }
}
