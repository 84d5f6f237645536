package io.lettergate.webmail.compose;

import io.lettergate.answering.Templates;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.beginnings.Correspondents;
import io.lettergate.sending.drafts.Drafts;
import io.lettergate.webmail.Almanac;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** What the scripts of the writing page ask for. */
@Controller
@ResponseBody
@RequestMapping(path = "/write", produces = MediaType.APPLICATION_JSON_VALUE)
class WriteAnswers {

    private static final int LONGEST_QUESTION = 100;

    private final Writing writing;
    private final Drafts drafts;
    private final Correspondents correspondents;
    private final Templates templates;

    WriteAnswers(Writing writing, Drafts drafts, Correspondents correspondents, Templates templates) {
        this.templates = templates;
        this.writing = writing;
        this.drafts = drafts;
        this.correspondents = correspondents;
    }

    /**
     * How a draft was saved.
     *
     * @param at when, as people say
     * @param problem why it could not be, in a sentence
     */
    record SavedAnswer(
            String draft,
            long version,
            String at,
            boolean conflict,
            @Nullable String problem,
            List<WriteView.FileLine> files) {}

    /** Words to be put in. */
    record Words(String subject, String text) {}

    /** Somebody to write to. */
    record Suggestion(@Nullable String name, String email) {}

    @PostMapping("/save")
    SavedAnswer save(
            @AuthenticationPrincipal SignedIn reader,
            @ModelAttribute("form") WriteForm form,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac) {
        var account = reader.require(form.accountId());
        try {
            var saved = writing.save(account, form, List.of());
            drafts.file(account, saved.draft(), Drafts.Pace.SOON);
            var view = writing.saved(account, saved.draft(), null, almanac);
            return new SavedAnswer(
                    view.draft(), view.version(), String.valueOf(view.saved()), saved.conflicts(), null, view.files());
        } catch (IllegalArgumentException unfit) {
            return refused(form, String.valueOf(unfit.getMessage()));
        } catch (MailFailure failure) {
            return refused(form, failure.sentence());
        }
    }

    private static SavedAnswer refused(WriteForm form, String problem) {
        return new SavedAnswer(form.draftId(), form.seen(), "", false, problem, List.of());
    }

    /** The words of a template, to be put in where the writer is. */
    @GetMapping("/templates/{template}")
    Words template(@AuthenticationPrincipal SignedIn reader, @PathVariable String template) {
        var found = templates.require(reader.account(), template);
        return new Words(found.subject(), found.text());
    }

    @GetMapping("/people")
    List<Suggestion> people(
            @AuthenticationPrincipal SignedIn reader,
            @RequestParam String account,
            @RequestParam(defaultValue = "") String q) {
        var owner = reader.require(account);
        if (q.isBlank() || q.length() > LONGEST_QUESTION) {
            return List.of();
        }
        return correspondents.suggest(owner, q).stream()
                .map(one -> new Suggestion(one.name(), one.email()))
                .toList();
    }
}
