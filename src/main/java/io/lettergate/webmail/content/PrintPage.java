package io.lettergate.webmail.content;

import io.lettergate.auth.SignedIn;
import io.lettergate.mail.Address;
import io.lettergate.mail.Message;
import io.lettergate.mailbox.Messages;
import io.lettergate.reading.Illustrations;
import io.lettergate.safehtml.HeldBack;
import io.lettergate.safehtml.SafeHtml;
import io.lettergate.safehtml.Showing.Screen;
import io.lettergate.webmail.content.MessageBodies.Onlooker;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The message on paper: what it says, who wrote it to whom, and which files came along. A frame would be cut off where
 * the paper ends, so the page itself is the frame: it has the same fence, and nothing of ours that could be taken.
 */
@Controller
class PrintPage {

    /** Nothing of the Web, in the sender's colours, which are made for white paper. */
    private static final View PAPER = new View(false, true, Screen.LIGHT);

    private final Messages messages;
    private final MessageBodies bodies;
    private final Readings readings;
    private final Walls walls;

    PrintPage(Messages messages, MessageBodies bodies, Readings readings, Walls walls) {
        this.messages = messages;
        this.bodies = bodies;
        this.readings = readings;
        this.walls = walls;
    }

    @GetMapping("/message/{account}/{id}/print")
    String print(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var owner = reader.require(account);
        var message = messages.open(owner, messages.locate(owner, id));
        var onlooker = new Onlooker(reader.account().id(), readings.here(), PAPER);
        var parts = bodies.printed(owner, message, onlooker);
        model.addAttribute("bodies", parts);
        model.addAttribute("heldBack", heldBack(parts));
        addHead(message, model);
        walls.fence(BodyPage.pictures(request), "'none'").forEach(response::setHeader);
        return "message/print";
    }

    private static HeldBack heldBack(List<Printed> parts) {
        return parts.stream()
                .map(Printed::html)
                .filter(Objects::nonNull)
                .map(SafeHtml::heldBack)
                .reduce(HeldBack.NOTHING, HeldBack::plus);
    }

    private static void addHead(Message message, Model model) {
        var envelope = message.summary().envelope();
        var inline = Illustrations.of(message);
        model.addAttribute("subject", OneLine.of(envelope.subject()));
        model.addAttribute("from", people(envelope.from().stream()));
        model.addAttribute("to", people(Stream.concat(envelope.to().stream(), envelope.cc().stream())));
        model.addAttribute("received", message.summary().receivedAt());
        model.addAttribute(
                "files",
                message.attachments().stream()
                        .filter(part -> !inline.has(part))
                        .map(part -> OneLine.of(part.fileName()))
                        .toList());
    }

    private static List<String> people(Stream<Address> people) {
        return people.map(person -> OneLine.of(
                        person.name() == null ? person.email() : person.name() + " <" + person.email() + ">"))
                .toList();
    }
}
