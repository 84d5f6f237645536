package io.lettergate.webmail.content;

import io.lettergate.mail.MailFailure;
import io.lettergate.remote.WebPictures;
import io.lettergate.webmail.content.Capabilities.Kind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Pictures of the Web in messages: fetched by us, and only those whose address we sealed while showing a message. */
@Controller
class RemotePictures {

    private final WebPictures web;
    private final Capabilities capabilities;
    private final Readings readings;

    RemotePictures(WebPictures web, Capabilities capabilities, Readings readings) {
        this.web = web;
        this.capabilities = capabilities;
        this.readings = readings;
    }

    /** A picture, for whoever holds its token; no session is asked for. */
    @GetMapping("/content/remote/{token}")
    void picture(@PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var ticket = capabilities
                .open(Kind.REMOTE, token)
                .filter(held -> readings.allow(held.session(), request))
                .orElseThrow(MailFailure.NoSuchPart::new);
        var picture = web.fetch(ticket.account(), ticket.words()).orElseThrow(MailFailure.NoSuchPart::new);
        Saving.shown(picture.type(), response);
        response.setContentLengthLong(picture.size());
        Files.copy(picture.file(), response.getOutputStream());
    }
}
