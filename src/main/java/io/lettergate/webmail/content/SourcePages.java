package io.lettergate.webmail.content;

import io.lettergate.auth.SignedIn;
import io.lettergate.mailbox.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A message as it came: its source, and its header fields. */
@Controller
class SourcePages {

    private static final int SHOWN = 256 * 1024;

    private final Messages messages;

    SourcePages(Messages messages) {
        this.messages = messages;
    }

    @GetMapping("/message/{account}/{id}/source")
    String source(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String id,
            Model model)
            throws IOException {
        var owner = reader.require(account);
        var content = messages.raw(owner, messages.locate(owner, id));
        try (var stream = content.stream()) {
            var start = stream.readNBytes(SHOWN);
            model.addAttribute("source", new String(start, StandardCharsets.UTF_8));
            model.addAttribute("cut", start.length == SHOWN);
        }
        model.addAttribute("url", "/message/" + owner.id() + "/" + id);
        return "message/source";
    }

    @GetMapping("/message/{account}/{id}/headers")
    String headers(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String id,
            Model model) {
        var owner = reader.require(account);
        var message = messages.open(owner, messages.locate(owner, id));
        model.addAttribute("headers", message.headers());
        model.addAttribute("subject", OneLine.of(message.summary().envelope().subject()));
        model.addAttribute("url", "/message/" + owner.id() + "/" + id);
        return "message/headers";
    }

    /** The words alone, as a reader of plain text sees them. */
    @GetMapping("/message/{account}/{id}/plain")
    String plain(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String id,
            Model model) {
        var owner = reader.require(account);
        var message = messages.open(owner, messages.locate(owner, id));
        model.addAttribute("bodies", PlainWords.of(message));
        model.addAttribute("subject", OneLine.of(message.summary().envelope().subject()));
        model.addAttribute("url", "/message/" + owner.id() + "/" + id);
        return "message/plain";
    }
}
