package io.lettergate.webmail.moving;

import io.lettergate.auth.SignedIn;
import io.lettergate.exporting.Exporting;
import io.lettergate.exporting.Format;
import io.lettergate.mailbox.Mailboxes;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Hands out one folder as a file, as it is written. */
@Controller
class FolderFile {

    private final Exporting exporting;
    private final Mailboxes mailboxes;

    FolderFile(Exporting exporting, Mailboxes mailboxes) {
        this.exporting = exporting;
        this.mailboxes = mailboxes;
    }

    @GetMapping("/folders/{account:[0-9a-f-]{36}}/{mailbox}/file")
    void save(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String mailbox,
            HttpServletResponse response)
            throws IOException {
        var owner = reader.require(account);
        var folder = mailboxes.require(owner, mailbox);
        var name = ContentDisposition.attachment()
                .filename(exporting.name(owner, folder, Format.MBOX), StandardCharsets.UTF_8)
                .build();
        response.setContentType("application/mbox");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, name.toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        exporting.write(owner, folder, response.getOutputStream());
    }
}
