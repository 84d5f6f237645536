package io.lettergate.webmail.content;

import io.lettergate.accounts.Accounts;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Messages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Hands out what came with a message: files for saving, and pictures for the message's frame. */
@Controller
class Files {

    private final Messages messages;
    private final Accounts accounts;
    private final Capabilities capabilities;
    private final Readings readings;

    Files(Messages messages, Accounts accounts, Capabilities capabilities, Readings readings) {
        this.messages = messages;
        this.accounts = accounts;
        this.capabilities = capabilities;
        this.readings = readings;
    }

    @GetMapping("/message/{account}/{id}/part/{part}")
    void save(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String id,
            @PathVariable String part,
            HttpServletResponse response)
            throws IOException {
        var owner = reader.require(account);
        if (!PartNumber.allows(part)) {
            throw new MailFailure.NoSuchPart();
        }
        var content = messages.part(owner, messages.locate(owner, id), new PartNumber(part));
        try (var stream = content.stream()) {
            Saving.as(
                    content.size(),
                    FileName.of(
                            content.part().fileName(),
                            "part-" + part + Ending.of(content.part().type())),
                    response);
            stream.transferTo(response.getOutputStream());
        }
    }

    @GetMapping("/message/{account}/{id}/raw")
    void saveMessage(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String id,
            HttpServletResponse response)
            throws IOException {
        var owner = reader.require(account);
        var content = messages.raw(owner, messages.locate(owner, id));
        try (var stream = content.stream()) {
            Saving.as(content.size(), "message.eml", response);
            stream.transferTo(response.getOutputStream());
        }
    }

    /** A picture, for whoever holds its token; no session is asked for. */
    @GetMapping("/content/{token}")
    void picture(@PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var grant = capabilities
                .read(token)
                .filter(held -> readings.allow(held.session(), request))
                .orElseThrow(MailFailure.NoSuchPart::new);
        var owner = accounts.find(grant.account()).orElseThrow(MailFailure.NoSuchPart::new);
        var content = messages.part(owner, messages.locate(owner, grant.message()), grant.part());
        try (var stream = new BufferedInputStream(content.stream())) {
            var picture = Picture.of(start(stream)).orElseThrow(MailFailure.NoSuchPart::new);
            Saving.shown(picture.type(), response);
            stream.transferTo(response.getOutputStream());
        }
    }

    private static byte[] start(InputStream stream) throws IOException {
        stream.mark(Picture.START);
        var start = stream.readNBytes(Picture.START);
        stream.reset();
        return start;
    }
}
