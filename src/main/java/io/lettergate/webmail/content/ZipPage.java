package io.lettergate.webmail.content;

import io.lettergate.accounts.Account;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Messages;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
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

/** All files of a message in one, made while it is sent. Where one of them fails on the way, none has an end. */
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
        var name = FileName.of(message.summary().envelope().subject(), "message") + ".zip";
        var sink = new Sink(name, response);
        var taken = new HashSet<String>();
        try (var zip = new ZipOutputStream(sink)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (var part : message.attachments()) {
                var number = part.number();
                if (number != null) {
                    sink.inFile = true;
                    try {
                        add(owner, ref, number, name(part, taken), zip);
                    } finally {
                        sink.inFile = false;
                    }
                }
            }
            sink.whole = true;
        }
    }

    private void add(Account owner, MessageRef message, PartNumber number, String name, ZipOutputStream zip)
            throws IOException {
        try (var stream = messages.part(owner, message, number).stream()) {
            zip.putNextEntry(new ZipEntry(name));
            stream.transferTo(zip);
            zip.closeEntry();
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

    /** Begins the answer with the first octet, and takes no last ones for a file that is not whole. */
    private static final class Sink extends OutputStream {

        private final String name;
        private final HttpServletResponse response;
        private boolean begun;
        private boolean inFile;
        private boolean whole;

        Sink(String name, HttpServletResponse response) {
            this.name = name;
            this.response = response;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            if (!inFile && !whole) {
                return;
            }
            if (!begun) {
                begun = true;
                Saving.as(null, name, response);
                response.flushBuffer();
            }
            response.getOutputStream().write(octets, from, length);
        }
    }
}
