package io.lettergate.webmail.compose;

import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Messages;
import io.lettergate.sending.uploads.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Pictures within a message that is being written: nothing else is served from here. */
@Controller
class WritePictures {

    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final Uploads uploads;
    private final Messages messages;

    WritePictures(Uploads uploads, Messages messages) {
        this.uploads = uploads;
        this.messages = messages;
    }

    @GetMapping("/write/files/{upload}")
    ResponseEntity<InputStreamResource> file(
            @AuthenticationPrincipal SignedIn reader, @PathVariable String upload, @RequestParam String account)
            throws IOException {
        var found = uploads.require(reader.require(account), upload);
        if (!SHOWN.contains(found.type()) || !found.isWhole()) {
            throw new MailFailure.NoSuchUpload();
        }
        return picture(found.type(), uploads.open(found));
    }

    /** Of a message that is answered or forwarded, until the draft has its own copy. */
    @GetMapping("/write/pictures/{message}/{part}")
    ResponseEntity<InputStreamResource> part(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String message,
            @PathVariable String part,
            @RequestParam String account)
            throws IOException {
        var owner = reader.require(account);
        if (!PartNumber.allows(part)) {
            throw new MailFailure.NoSuchPart();
        }
        var found = messages.part(owner, messages.locate(owner, message), new PartNumber(part));
        if (!SHOWN.contains(found.part().type())) {
            found.stream().close();
            throw new MailFailure.NoSuchPart();
        }
        return picture(found.part().type(), found.stream());
    }

    private static ResponseEntity<InputStreamResource> picture(String type, InputStream octets) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(new InputStreamResource(octets));
    }
}
