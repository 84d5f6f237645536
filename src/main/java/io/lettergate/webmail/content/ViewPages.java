package io.lettergate.webmail.content;

import io.lettergate.accounts.Account;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.Messages.PartContent;
import io.lettergate.mime.FileType;
import io.lettergate.mime.PartReader;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** Files to be looked at instead of saved: what a file is, its first octets tell, and not its sender. */
@Controller
class ViewPages {

    private static final int MOST_WORDS = 256 * 1024;

    private final Messages messages;

    ViewPages(Messages messages) {
        this.messages = messages;
    }

    @GetMapping("/message/{account}/{id}/view/{part}")
    String view(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String id,
            @PathVariable String part,
            Model model)
            throws IOException {
        var owner = reader.require(account);
        var content = content(owner, id, part);
        try (var stream = new BufferedInputStream(content.stream(), MOST_WORDS)) {
            var found = FileType.of(start(stream));
            var shown = ShownFile.of(found, content.part().type());
            if (shown == ShownFile.NONE) {
                throw new MailFailure.NoSuchPart();
            }
            if (shown == ShownFile.TEXT) {
                addWords(content.part(), stream, model);
            }
            var url = "/message/" + owner.id() + "/" + id;
            model.addAttribute("shown", shown.name());
            model.addAttribute("name", FileName.of(content.part().fileName(), "part-" + part + Ending.of(found)));
            model.addAttribute("file", url + "/part/" + part);
            model.addAttribute("seen", url + "/look/" + part);
        }
        return "message/view";
    }

    private static void addWords(Part part, InputStream stream, Model model) throws IOException {
        var octets = stream.readNBytes(MOST_WORDS);
        model.addAttribute("words", PartReader.words(part, octets));
        model.addAttribute("cut", octets.length == MOST_WORDS);
    }

    /** What a page shows of a file: a picture, a sound, a film, or a document in a sandbox. */
    @GetMapping("/message/{account}/{id}/look/{part}")
    void look(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String id,
            @PathVariable String part,
            @RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range,
            HttpServletResponse response)
            throws IOException {
        var content = content(reader.require(account), id, part);
        try (var stream = new BufferedInputStream(content.stream())) {
            var found = FileType.of(start(stream));
            var shown = ShownFile.of(found, "");
            if (shown == ShownFile.NONE || shown == ShownFile.TEXT) {
                throw new MailFailure.NoSuchPart();
            }
            Saving.looked(found, response);
            send(stream, content.size(), range, response);
        }
    }

    private static void send(
            InputStream stream, @Nullable Long size, @Nullable String range, HttpServletResponse response)
            throws IOException {
        OctetSpan span;
        try {
            span = OctetSpan.of(range, size);
        } catch (IllegalArgumentException behindTheEnd) {
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
            return;
        }
        if (size != null) {
            response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        }
        if (span == null) {
            if (size != null) {
                response.setContentLengthLong(size);
            }
            stream.transferTo(response.getOutputStream());
            return;
        }
        response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes " + span.first() + "-" + span.last() + "/" + size);
        response.setContentLengthLong(span.length());
        stream.skipNBytes(span.first());
        copy(stream, span.length(), response);
    }

    private static void copy(InputStream stream, long length, HttpServletResponse response) throws IOException {
        var chunk = new byte[1 << 16];
        long left = length;
        while (left > 0) {
            int count = stream.read(chunk, 0, (int) Math.min(left, chunk.length));
            if (count < 0) {
                return;
            }
            response.getOutputStream().write(chunk, 0, count);
            left -= count;
        }
    }

    private PartContent content(Account owner, String id, String part) {
        if (!PartNumber.allows(part)) {
            throw new MailFailure.NoSuchPart();
        }
        return messages.part(owner, messages.locate(owner, id), new PartNumber(part));
    }

    private static byte[] start(InputStream stream) throws IOException {
        stream.mark(FileType.START);
        var start = stream.readNBytes(FileType.START);
        stream.reset();
        return start;
    }
}
