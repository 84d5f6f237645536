package io.lettergate.api.messages;

import io.lettergate.accounts.Account;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.Cursor;
import io.lettergate.mailbox.ListVersion;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.SearchName;
import io.lettergate.mailbox.Searches;
import io.lettergate.mailbox.Sort;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

    /** What a list can be collapsed by. */
    private enum Collapse {
        THREAD
    }

    private static final Choice<MessageQuery.Filter> FILTERS = new Choice<>(MessageQuery.Filter.class);

    private static final Choice<Collapse> COLLAPSES = new Choice<>(Collapse.class);

    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Searches searches;
    private final ServerCopies copies;

    MessageListController(Mailboxes mailboxes, Messages messages, Searches searches, ServerCopies copies) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.searches = searches;
        this.copies = copies;
    }

    @GetMapping
    @Operation(operationId = "listMessages", summary = "List the messages of a mailbox, newest first")
    @ApiResponse(
            responseCode = "200",
            description = "A page; its ETag changes with the mailbox",
            content = @Content(schema = @Schema(implementation = MessageList.class)))
    @ApiResponse(responseCode = "304", description = "It is still as If-None-Match says", content = @Content)
    ResponseEntity<MessageList> list(
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
                            array =
                                    @ArraySchema(
                                            schema = @Schema(allowableValues = {"unread", "flagged", "attachments"})))
                    @RequestParam(defaultValue = "")
                    List<String> filter,
            @Parameter(description = "Words to be found anywhere in the message")
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            @Parameter(
                            description = "The order, after a - for the other way round",
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "-received",
                                                "received",
                                                "-sent",
                                                "sent",
                                                "-from",
                                                "from",
                                                "-to",
                                                "to",
                                                "-subject",
                                                "subject",
                                                "-size",
                                                "size"
                                            },
                                            defaultValue = "-received"))
                    @RequestParam(defaultValue = "-received")
                    String sort,
            @Parameter(
                            description = "Lists only the newest message of each conversation",
                            schema = @Schema(allowableValues = "thread"))
                    @RequestParam(defaultValue = "")
                    List<String> collapse,
            @Parameter(
                            description =
                                    "A name of your own, by which this list can be ended while it is made; a newer"
                                            + " one of the same name ends it too",
                            schema = @Schema(pattern = "[A-Za-z0-9_-]{1,64}"))
                    @RequestParam(required = false)
                    @Nullable
                    String searchId,
            HttpServletRequest request,
            HttpServletResponse response) {
        var owner = caller.require(account);
        var filters = InvalidRequest.parameter("filter", () -> FILTERS.of(filter));
        var place = cursor == null ? null : InvalidRequest.parameter("cursor", () -> Cursor.parse(cursor));
        var order = InvalidRequest.parameter("sort", () -> Sort.parse(sort));
        var collapsed = !InvalidRequest.parameter("collapse", () -> COLLAPSES.of(collapse))
                .isEmpty();
        var query =
                InvalidRequest.parameter("limit", () -> new MessageQuery(limit, place, filters, q, order, collapsed));
        var tag = new ListTag(owner);
        var known = tag.known(request, response);
        var name = searchId == null ? null : InvalidRequest.parameter("searchId", () -> new SearchName(searchId));
        var page = searches.named(
                owner,
                name,
                () -> messages.listUnless(
                        owner,
                        mailboxes.require(owner, mailbox),
                        query,
                        version -> !copies.has(owner) && known.test(version)));
        if (page.isEmpty()) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).build();
        }
        return answer(owner, page.get(), tag, known, response);
    }

    /** What is collected changes on its server too, so its rows are looked up before its list can be said to be known. */
    private ResponseEntity<MessageList> answer(
            Account owner, MessagePage page, ListTag tag, Predicate<ListVersion> known, HttpServletResponse response) {
        var there = copies.of(
                owner, page.messages().stream().map(MessageSummary::ref).toList());
        var version = copies.has(owner) ? version(page, there) : page.version();
        if (copies.has(owner) && version != null && known.test(version)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).build();
        }
        tag.describe(version, response);
        return ResponseEntity.ok(MessageList.of(page, there));
    }

    private static @Nullable ListVersion version(MessagePage page, Map<MessageRef, ServerCopy> there) {
        var version = page.version();
        return version == null
                ? null
                : new ListVersion(version.value()
                        + page.messages().stream()
                                .map(row -> " " + there.get(row.ref()))
                                .collect(Collectors.joining()));
    }
}
