package io.lettergate.webmail;

import io.lettergate.auth.SignedIn;
import io.lettergate.mailbox.Messages;
import io.lettergate.remote.SenderWish;
import io.lettergate.remote.SenderWishes;
import io.lettergate.webmail.content.MessageBodies;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Remembers, from a message, what somebody wants of all letters of its sender. */
@Controller
class SenderActs {

    private final Messages messages;
    private final SenderWishes wishes;

    SenderActs(Messages messages, SenderWishes wishes) {
        this.messages = messages;
        this.wishes = wishes;
    }

    @PostMapping("/message/{account}/{id}/sender")
    String remember(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String want,
            @RequestParam(required = false) @Nullable String back) {
        var owner = reader.require(account);
        var message = messages.open(owner, messages.locate(owner, id));
        var person = reader.account().id();
        MessageBodies.sender(message).ifPresent(sender -> wishes.keep(person, wished(wishes.of(person, sender), want)));
        return "redirect:" + Back.safe(back);
    }

    private static SenderWish wished(SenderWish before, String want) {
        return switch (want) {
            case "pictures" -> before.withPictures(true);
            case "no-pictures" -> before.withPictures(false);
            case "own-colours" -> before.withOwnColours(true);
            case "adapted-colours" -> before.withOwnColours(false);
            default -> before;
        };
    }
}
