package io.lettergate.webmail.content;

import io.lettergate.auth.SignedIn;
import io.lettergate.mail.Part;
import io.lettergate.mailbox.Messages;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** All files of a message in one, made while it is sent. */
@Controller
class ZipPage {

    private final Messages messages;

    ZipPage(Messages messages) {
        this.messages = messages;
    }

    @GetMapping("/message/{account}/{id}/files.zip")
    void save(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String id,
            HttpServletResponse response)
            throws IOException {
        var owner = reader.require(account);
        var ref = messages.locate(owner, id);
        var message = messages.open(owner, ref);
        Saving.as(null, FileName.of(message.summary().envelope().subject(), "message") + ".zip", response);
        var taken = new HashSet<String>();
        try (var zip = new ZipOutputStream(response.getOutputStream())) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (var part : message.attachments()) {
                var number = part.number();
                if (number != null) {
                    zip.putNextEntry(new ZipEntry(name(part, taken)));
                    try (var stream = messages.part(owner, ref, number).stream()) {
                        stream.transferTo(zip);
                    }
                    zip.closeEntry();
                }
            }
        }
    }

    /** A name that no other file has, whatever it is called and however its letters are written. */
    private static String name(Part part, Set<String> taken) {
        var name = FileName.of(part.fileName(), "part-" + part.number() + Ending.of(part.type()));
        var unique = name;
        for (int i = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
            int dot = name.lastIndexOf('.');
            unique = dot <= 0 ? name + " (" + i + ")" : name.substring(0, dot) + " (" + i + ")" + name.substring(dot);
        }
        return unique;
    }
}
