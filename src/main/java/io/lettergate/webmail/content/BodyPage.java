package io.lettergate.webmail.content;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Accounts;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Messages;
import io.lettergate.webmail.content.Capabilities.Kind;
import io.lettergate.webmail.content.MessageBodies.Onlooker;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The document inside a message's frame: its HTML, made safe, behind a fence of its own. */
@Controller
class BodyPage {

    private final Messages messages;
    private final Accounts accounts;
    private final MessageBodies bodies;
    private final Capabilities capabilities;
    private final Readings readings;
    private final Walls walls;

    BodyPage(
            Messages messages,
            Accounts accounts,
            MessageBodies bodies,
            Capabilities capabilities,
            Readings readings,
            Walls walls) {
        this.messages = messages;
        this.accounts = accounts;
        this.bodies = bodies;
        this.capabilities = capabilities;
        this.readings = readings;
        this.walls = walls;
    }

    @GetMapping("/message/{account}/{id}/body/{part}")
    String body(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String id,
            @PathVariable String part,
            @RequestParam(required = false) @Nullable String view,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!PartNumber.allows(part)) {
            throw new MailFailure.NoSuchPart();
        }
        var owner = reader.require(account);
        var onlooker = new Onlooker(reader.account().id(), readings.here(), View.of(view));
        var message = messages.holding(owner, messages.locate(owner, id), new PartNumber(part));
        model.addAllAttributes(bodies.document(owner, message, new PartNumber(part), onlooker));
        walls.fence(pictures(request), "'self'").forEach(response::setHeader);
        return "message/body";
    }

    /** The same under a name of its own, for whoever holds its token; no session is asked for. */
    @GetMapping("/content/body/{token}")
    String bodyElsewhere(
            @PathVariable String token, HttpServletRequest request, HttpServletResponse response, Model model) {
        var ticket = capabilities
                .open(Kind.BODY, token)
                .filter(held -> readings.allow(held.session(), request))
                .orElseThrow(MailFailure.NoSuchPart::new);
        var target = FrameAddress.target(ticket).orElseThrow(MailFailure.NoSuchPart::new);
        var owner = owner(ticket.account());
        var onlooker = new Onlooker(owner.id(), ticket.session(), target.view());
        var message = messages.holding(owner, messages.locate(owner, target.message()), target.part());
        model.addAllAttributes(bodies.document(owner, message, target.part(), onlooker));
        walls.fence(pictures(request), target.pages()).forEach(response::setHeader);
        return "message/body";
    }

    private Account owner(AccountId id) {
        return accounts.find(id).orElseThrow(MailFailure.NoSuchPart::new);
    }

    /** Below which address the pictures are that came with messages. */
    static String pictures(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromContextPath(request)
                .replacePath("/content/")
                .toUriString();
    }
}
