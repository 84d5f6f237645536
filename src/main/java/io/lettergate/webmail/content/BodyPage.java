package io.lettergate.webmail.content;

import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Messages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The document inside a message's frame: its HTML, made safe, behind a fence of its own. */
@Controller
class BodyPage {

    private final Messages messages;
    private final MessageBodies bodies;

    BodyPage(Messages messages, MessageBodies bodies) {
        this.messages = messages;
        this.bodies = bodies;
    }

    @GetMapping("/message/{account}/{id}/body/{part}")
    String body(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String id,
            @PathVariable String part,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var owner = reader.require(account);
        if (!PartNumber.allows(part)) {
            throw new MailFailure.NoSuchPart();
        }
        var message = messages.holding(owner, messages.locate(owner, id), new PartNumber(part));
        var wanted = message.htmlBody().stream()
                .filter(candidate -> candidate.is("text/html"))
                .filter(candidate -> new PartNumber(part).equals(candidate.number()))
                .findFirst()
                .orElseThrow(MailFailure.NoSuchPart::new);
        model.addAttribute("html", bodies.html(owner, message, wanted));
        Fence.headers(pictures(request)).forEach(response::setHeader);
        return "message/body";
    }

    private static String pictures(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromContextPath(request)
                .replacePath("/content/")
                .toUriString();
    }
}
