package io.lettergate.webmail.compose;

import io.lettergate.accounts.Account;
import io.lettergate.answering.Template;
import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.safehtml.MailHtml;
import io.lettergate.safehtml.PlainText;
import io.lettergate.sending.beginnings.Beginning;
import io.lettergate.sending.beginnings.Beginnings;
import io.lettergate.sending.drafts.Draft;
import io.lettergate.sending.drafts.DraftContent;
import io.lettergate.sending.drafts.Drafts;
import io.lettergate.sending.identities.Identities;
import io.lettergate.sending.uploads.Upload;
import io.lettergate.sending.uploads.Uploads;
import io.lettergate.webmail.Almanac;
import io.lettergate.webmail.compose.WriteView.FileLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Gathers what the writing page shows, and saves what its form says. */
@Component
class Writing {

    private static final Pattern OURS = Pattern.compile("/outbox|/mail(/[A-Za-z0-9_:%/?&=.+~-]*)?");

    private final Drafts drafts;
    private final Beginnings beginnings;
    private final Identities identities;
    private final Uploads uploads;
    private final Signatures signatures;

    Writing(Drafts drafts, Beginnings beginnings, Identities identities, Uploads uploads, Signatures signatures) {
        this.signatures = signatures;
        this.drafts = drafts;
        this.beginnings = beginnings;
        this.identities = identities;
        this.uploads = uploads;
    }

    /** A new message with what a link says of it. */
    WriteView blank(Account account, WriteForm link) {
        var begun = beginnings.blank(account);
        var wanted = link.on(begun);
        var text = wanted.text() + begun.text();
        var start = new Start("new", "", "", link.back());
        return view(account, start, wanted.saying(wanted.subject(), text, null), List.of(), List.of());
    }

    /** One that is made from another message. */
    WriteView begun(Account account, String message, Beginning.Kind kind, WriteForm link, Almanac almanac) {
        var begun = beginnings.of(account, message, kind, almanac.zone());
        var start = new Start(title(kind), kind.word(), message, link.back());
        return view(account, start, begun.content(), lines(begun), begun.files());
    }

    /**
     * How a sheet begins.
     *
     * @param title the last part of a message key
     * @param kind what it is made from another message as; empty for a blank one
     * @param original that other message
     */
    private record Start(
            String title,
            String kind,
            String original,
            @Nullable String back) {}

    private static String title(Beginning.Kind kind) {
        return switch (kind) {
            case REPLY, REPLY_ALL, REPLY_LIST -> "reply";
            case FORWARD, FORWARD_ATTACHED -> "forward";
            case EDIT -> "edit";
        };
    }

    private static List<FileLine> lines(Beginning begun) {
        return begun.files().stream()
                .filter(file -> file.contentId() == null)
                .map(file -> new FileLine(file.number(), file.name(), Sizes.words(file.size()), 0))
                .toList();
    }

    private WriteView view(
            Account account,
            Start start,
            DraftContent content,
            List<FileLine> carried,
            List<Beginning.Carried> pictures) {
        return new WriteView(
                account.id().toString(),
                account.address(),
                drafts.freshId(),
                0,
                start.title(),
                start.kind(),
                start.original(),
                content,
                identities.of(account),
                files(account, content),
                carried,
                null,
                back(start.back()),
                shown(
                        content,
                        contentId -> pictures.stream()
                                .filter(file -> contentId.equals(file.contentId()))
                                .findFirst()
                                .map(file -> "/write/pictures/" + OpaqueId.of(file.message()) + "/" + file.number()
                                        + query(account, contentId))));
    }

    private static String shown(DraftContent content, Function<String, Optional<String>> picture) {
        var html = content.html();
        return html == null ? "" : MailHtml.sanitize(html, picture).markup();
    }

    /** Where pictures are asked for; their ids come first, to be found again in what the page sends. */
    private static String query(Account account, String contentId) {
        return "?cid=" + URLEncoder.encode(contentId, StandardCharsets.UTF_8) + "&account=" + account.id();
    }

    /** The pictures of a draft, which are files of it. */
    private Function<String, Optional<String>> pictures(Account account, DraftContent content) {
        return contentId -> content.files().stream()
                .flatMap(id -> upload(account, id))
                .filter(upload -> contentId.equals(upload.contentId()))
                .findFirst()
                .map(upload -> "/write/files/" + upload.id() + query(account, contentId));
    }

    /** A draft as it was saved last. */
    WriteView saved(Account account, Draft draft, @Nullable String back, Almanac almanac) {
        return new WriteView(
                account.id().toString(),
                account.address(),
                draft.id(),
                draft.version(),
                "edit",
                "",
                "",
                draft.content(),
                identities.of(account),
                files(account, draft.content()),
                List.of(),
                almanac.time(draft.savedAt()),
                back(back),
                shown(draft.content(), pictures(account, draft.content())));
    }

    /** What somebody typed that could not be saved, as they typed it. */
    WriteView typed(Account account, WriteForm form) {
        var id = form.draftId().isEmpty() ? drafts.freshId() : form.draftId();
        var content = form.onWhatCanBeKept();
        return new WriteView(
                account.id().toString(),
                account.address(),
                id,
                form.seen(),
                "edit",
                form.beginning().map(Beginning.Kind::word).orElse(""),
                form.originalId(),
                content,
                identities.of(account),
                files(account, content),
                List.of(),
                null,
                back(form.back()),
                shown(content, pictures(account, content)));
    }

    private List<FileLine> files(Account account, DraftContent content) {
        return content.files().stream()
                .flatMap(id -> upload(account, id))
                .filter(upload -> upload.contentId() == null)
                .map(upload -> new FileLine(
                        upload.id(),
                        upload.name(),
                        Sizes.words(upload.size()),
                        upload.type().startsWith("message/") ? 0 : upload.size()))
                .toList();
    }

    private Stream<Upload> upload(Account account, String id) {
        try {
            return Stream.of(uploads.require(account, id));
        } catch (MailFailure.NoSuchUpload gone) {
            return Stream.empty();
        }
    }

    /** Where the writer came from, if that is a page of ours. */
    static String back(@Nullable String path) {
        return path != null && OURS.matcher(path).matches() && !path.contains("//") ? path : "/mail";
    }

    /** The same, and never a page that leads on to another, as that would lose what is to be told. */
    static String landing(Account account, @Nullable String path) {
        var back = back(path);
        return back.equals("/mail") || back.equals("/outbox") ? "/mail/" + account.id() + "/role:inbox" : back;
    }

    /**
     * Saves what the form says.
     *
     * @throws IllegalArgumentException in a sentence, where it cannot be kept
     */
    Drafts.Saved save(Account account, WriteForm form, List<MultipartFile> files) {
        var known = drafts.find(account, form.draftId());
        var added = store(account, files);
        if (known.isEmpty() && form.seen() == 0 && form.beginning().isPresent()) {
            return new Drafts.Saved(begin(account, form, form.beginning().get(), added), false);
        }
        var before = known.map(Draft::content).orElseGet(DraftContent::blank);
        var content = signatures.fitting(account, account, form.on(before));
        return drafts.save(account, form.draftId(), form.seen(), withFiles(account, content, added));
    }

    /**
     * Makes sure that nothing is sent without a file that its form names.
     *
     * @throws IllegalArgumentException in a sentence, where one is gone
     */
    static void requireFiles(WriteForm form, Draft draft) {
        if (!draft.content().files().containsAll(form.uploads())) {
            throw new IllegalArgumentException(
                    "A file that was attached is not here any more. Please attach it again, or send without it.");
        }
    }

    /** The draft with the words of a template before its own, and its subject where it has none. */
    Draft with(Account account, Draft draft, Template template) {
        var content = draft.content();
        var html = content.html();
        var subject = content.subject().isBlank() ? template.subject() : content.subject();
        var changed = content.saying(
                subject,
                template.text() + "\n" + content.text(),
                html == null ? null : PlainText.format(template.text()).markup() + html);
        return drafts.save(account, draft.id(), draft.version(), changed).draft();
    }

    private Draft begin(Account account, WriteForm form, Beginning.Kind kind, List<String> added) {
        var begun = beginnings.of(account, form.originalId(), kind, ZoneOffset.UTC);
        var content = withFiles(account, form.on(begun.content()), added);
        var carried = begun.files().stream()
                .filter(file -> file.contentId() != null ? content.html() != null : form.keeps(file.number()))
                .toList();
        var replaced = kind == Beginning.Kind.EDIT && beginnings.isDraft(account, form.originalId())
                ? form.originalId()
                : null;
        return beginnings.draft(account, form.draftId(), content, carried, replaced);
    }

    /** Without files that were removed by the button, or that are gone; with those that came along. */
    private DraftContent withFiles(Account account, DraftContent content, List<String> added) {
        return content.with(Stream.concat(
                        content.files().stream()
                                .filter(id -> upload(account, id).findAny().isPresent()),
                        added.stream())
                .toList());
    }

    private List<String> store(Account account, List<MultipartFile> files) {
        var ids = new ArrayList<String>();
        for (var file : files) {
            if (file.isEmpty()) {
                continue;
            }
            var name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
            var type = file.getContentType() == null ? "application/octet-stream" : file.getContentType();
            uploads.requireSendable(account, type, file.getSize(), 0);
            try (InputStream octets = file.getInputStream()) {
                ids.add(uploads.store(account, name, type, false, octets).id());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return ids;
    }
}
