package io.lettergate.webmail.compose;

import io.lettergate.accounts.Account;
import io.lettergate.answering.Templates;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.drafts.Draft;
import io.lettergate.sending.drafts.Drafts;
import io.lettergate.sending.outbox.UndoWindows;
import io.lettergate.webmail.Almanac;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** What the buttons of the sheet do. Whichever is pressed, what was written is saved first. */
@Controller
@RequestMapping("/write")
class WriteActs {

    private static final String VIEW = "write/page";

    private final Writing writing;
    private final Drafts drafts;
    private final OtherAccount otherAccount;
    private final Templates templates;
    private final UndoWindows undoWindows;

    WriteActs(Writing writing, Drafts drafts, OtherAccount otherAccount, Templates templates, UndoWindows undoWindows) {
        this.writing = writing;
        this.drafts = drafts;
        this.otherAccount = otherAccount;
        this.templates = templates;
        this.undoWindows = undoWindows;
    }

    /** A draft with the account that it is in. */
    private record Placed(Account account, Draft draft) {}

    @PostMapping
    String act(
            @AuthenticationPrincipal SignedIn reader,
            @ModelAttribute("form") WriteForm form,
            @ModelAttribute("besides") Besides besides,
            @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> files,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model,
            RedirectAttributes redirect) {
        var account = form.account() == null ? reader.account() : reader.require(form.accountId());
        if (form.button().equals("discard")) {
            return discard(account, form);
        }
        Drafts.Saved saved;
        try {
            saved = writing.save(account, without(form), files == null ? List.of() : files);
        } catch (IllegalArgumentException unfit) {
            return again(account, form, String.valueOf(unfit.getMessage()), model);
        } catch (MailFailure failure) {
            return again(account, form, failure.sentence(), model);
        }
        if (saved.conflicts()) {
            redirect.addFlashAttribute("conflict", true);
            return opened(new Placed(account, saved.draft()), form, redirect);
        }
        return saved(reader, new Placed(account, saved.draft()), form, besides, almanac, model, redirect);
    }

    /** Without the file whose button was pressed. */
    private static WriteForm without(WriteForm form) {
        var button = form.button();
        if (!button.startsWith("remove:") || form.upload() == null) {
            return form;
        }
        var kept = new ArrayList<>(form.upload());
        kept.remove(button.substring("remove:".length()));
        return form.withUploads(kept);
    }

    private String discard(Account account, WriteForm form) {
        if (drafts.find(account, form.draftId()).isPresent()) {
            drafts.discard(account, form.draftId());
        }
        return "redirect:" + Writing.back(form.back());
    }

    private String again(Account account, WriteForm form, String problem, Model model) {
        model.addAttribute("problem", problem);
        model.addAttribute("write", writing.typed(account, form));
        return VIEW;
    }

    private String saved(
            SignedIn reader,
            Placed saved,
            WriteForm form,
            Besides besides,
            Almanac almanac,
            Model model,
            RedirectAttributes redirect) {
        var now = saved;
        try {
            if (SendTimes.sends(form.button())) {
                Writing.requireFiles(form, now.draft());
                now = placed(reader, now, form);
                var forgotten = Forgotten.in(now.draft().content());
                return besides.isSure() || forgotten.isEmpty()
                        ? send(reader, now, form, besides, almanac, redirect)
                        : ask(now, form, besides, forgotten, almanac, model);
            }
            now = placed(reader, now, form);
            if (form.button().equals("template") && besides.template() != null) {
                var template = templates.require(reader.account(), besides.template());
                now = new Placed(now.account(), writing.with(now.account(), now.draft(), template));
            }
            return opened(now, form, redirect);
        } catch (IllegalArgumentException unfit) {
            return open(now, form, String.valueOf(unfit.getMessage()), almanac, model);
        } catch (MailFailure failure) {
            return open(now, form, failure.sentence(), almanac, model);
        }
    }

    /** Where the writer chose an identity of another account, the draft is there from now on. */
    private Placed placed(SignedIn reader, Placed now, WriteForm form) {
        var elsewhere = form.elsewhere();
        if (elsewhere.isEmpty()
                || elsewhere.get().account().equals(now.account().id().toString())) {
            return now;
        }
        var there = reader.require(elsewhere.get().account());
        var moved = otherAccount.move(
                now.account(), now.draft(), there, elsewhere.get().identity());
        return new Placed(there, moved);
    }

    /** The same sheet with a sentence above it; all that was written is on it, and is saved. */
    private String open(Placed now, WriteForm form, String problem, Almanac almanac, Model model) {
        model.addAttribute("problem", problem);
        model.addAttribute("write", writing.saved(now.account(), now.draft(), form.back(), almanac));
        return VIEW;
    }

    private String opened(Placed now, WriteForm form, RedirectAttributes redirect) {
        var problem = drafts.file(now.account(), now.draft(), Drafts.Pace.AT_ONCE);
        if (problem != null) {
            redirect.addFlashAttribute("notFiled", problem);
        }
        return "redirect:"
                + UriComponentsBuilder.fromPath("/write/{draft}")
                        .queryParam("account", "{account}")
                        .queryParam("back", "{back}")
                        .encode()
                        .buildAndExpand(now.draft().id(), now.account().id(), Writing.back(form.back()))
                        .toUriString();
    }

    /** The same sheet with what may be forgotten above it; who presses Send again is sure. */
    private String ask(
            Placed now, WriteForm form, Besides besides, List<String> forgotten, Almanac almanac, Model model) {
        model.addAttribute("asked", forgotten);
        model.addAttribute("at", besides.at());
        model.addAttribute("write", writing.saved(now.account(), now.draft(), form.back(), almanac));
        return VIEW;
    }

    private String send(
            SignedIn reader,
            Placed now,
            WriteForm form,
            Besides besides,
            Almanac almanac,
            RedirectAttributes redirect) {
        var sendAt = SendTimes.of(form.button(), besides.at(), almanac);
        var draft = now.draft();
        var sent =
                drafts.send(now.account(), draft.id(), draft.version(), undoWindows.of(reader.account()), sendAt, null);
        redirect.addFlashAttribute("way", Way.of(now.account(), draft.id(), sent, almanac));
        return "redirect:" + Writing.landing(now.account(), form.back());
    }

    /** Takes a message back that is not sent yet. */
    @PostMapping("/undo")
    String undo(@AuthenticationPrincipal SignedIn reader, @RequestParam String account, @RequestParam String draft) {
        var owner = reader.require(account);
        var back = drafts.takeBack(owner, draft);
        return "redirect:/write/" + back.id() + "?account=" + owner.id();
    }
}
