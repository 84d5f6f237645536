package io.lettergate.webmail.compose;

import io.lettergate.accounts.Account;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.beginnings.Beginning.Kind;
import io.lettergate.sending.beginnings.Beginnings;
import io.lettergate.sending.drafts.Draft;
import io.lettergate.sending.drafts.Drafts;
import io.lettergate.webmail.Almanac;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Writing: a form that works by itself, and that scripts make quicker. */
@Controller
@RequestMapping("/write")
class WritePages {

    private static final Duration UNDO = Duration.ofSeconds(10);
    private static final String VIEW = "write/page";

    private final Writing writing;
    private final Drafts drafts;
    private final Beginnings beginnings;

    WritePages(Writing writing, Drafts drafts, Beginnings beginnings) {
        this.writing = writing;
        this.drafts = drafts;
        this.beginnings = beginnings;
    }

    /** A message that is on its way, and can be taken back for some seconds. */
    record OnItsWay(String account, String draft, String state) implements Serializable {}

    @GetMapping
    String blank(
            @AuthenticationPrincipal SignedIn reader,
            @RequestParam(defaultValue = "") String body,
            @ModelAttribute("form") WriteForm form,
            Model model) {
        var account = account(reader, form.account());
        model.addAttribute("write", writing.blank(account, form.saying(body)));
        return VIEW;
    }

    private static Account account(SignedIn reader, @Nullable String id) {
        return id == null || id.isEmpty() ? reader.account() : reader.require(id);
    }

    @GetMapping("/reply/{message}")
    String reply(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String message,
            @RequestParam(defaultValue = "") String all,
            @RequestParam(defaultValue = "") String list,
            @ModelAttribute("form") WriteForm form,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var kind = list.equals("1") ? Kind.REPLY_LIST : all.equals("1") ? Kind.REPLY_ALL : Kind.REPLY;
        return begun(reader, message, kind, form, almanac, model);
    }

    @GetMapping("/forward/{message}")
    String forward(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String message,
            @RequestParam(defaultValue = "") String attached,
            @ModelAttribute("form") WriteForm form,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var kind = attached.equals("1") ? Kind.FORWARD_ATTACHED : Kind.FORWARD;
        return begun(reader, message, kind, form, almanac, model);
    }

    /** The same message anew, or a draft: one that was written here is opened as it was saved. */
    @GetMapping("/edit/{message}")
    String edit(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String message,
            @ModelAttribute("form") WriteForm form,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var account = account(reader, form.account());
        var draft = beginnings.behind(account, message);
        if (draft.isPresent()) {
            model.addAttribute("write", writing.saved(account, draft.get(), form.back(), almanac));
            return VIEW;
        }
        return begun(reader, message, Kind.EDIT, form, almanac, model);
    }

    private String begun(SignedIn reader, String message, Kind kind, WriteForm form, Almanac almanac, Model model) {
        model.addAttribute("write", writing.begun(account(reader, form.account()), message, kind, form, almanac));
        return VIEW;
    }

    @GetMapping("/{draft:[0-9a-f]{8}-[0-9a-f-]{27}}")
    String draft(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String draft,
            @ModelAttribute("form") WriteForm form,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var account = account(reader, form.account());
        var found = drafts.find(account, draft).orElseThrow(MailFailure.NoSuchDraft::new);
        model.addAttribute("write", writing.saved(account, found, form.back(), almanac));
        return VIEW;
    }

    /** Saves what was written, whichever button was pressed, and then does what the button says. */
    @PostMapping
    String act(
            @AuthenticationPrincipal SignedIn reader,
            @ModelAttribute("form") WriteForm form,
            @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> files,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model,
            RedirectAttributes redirect) {
        var account = account(reader, form.account());
        if (form.button().equals("discard")) {
            return discard(account, form);
        }
        try {
            var saved = writing.save(account, without(form), files == null ? List.of() : files);
            return saved(account, form, saved, almanac, model, redirect);
        } catch (IllegalArgumentException unfit) {
            return again(account, form, String.valueOf(unfit.getMessage()), model);
        } catch (MailFailure failure) {
            return again(account, form, failure.sentence(), model);
        }
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
            Account account,
            WriteForm form,
            Drafts.Saved saved,
            Almanac almanac,
            Model model,
            RedirectAttributes redirect) {
        var draft = saved.draft();
        if (saved.conflicts()) {
            redirect.addFlashAttribute("conflict", true);
        } else if (form.button().equals("send")) {
            return send(account, form, draft, almanac, model, redirect);
        }
        var problem = drafts.file(account, draft, Drafts.Pace.AT_ONCE);
        if (problem != null) {
            redirect.addFlashAttribute("notFiled", problem);
        }
        return "redirect:"
                + UriComponentsBuilder.fromPath("/write/{draft}")
                        .queryParam("account", "{account}")
                        .queryParam("back", "{back}")
                        .encode()
                        .buildAndExpand(draft.id(), account.id(), Writing.back(form.back()))
                        .toUriString();
    }

    private String send(
            Account account, WriteForm form, Draft draft, Almanac almanac, Model model, RedirectAttributes redirect) {
        try {
            var sent = drafts.send(account, draft.id(), draft.version(), UNDO, null, null);
            redirect.addFlashAttribute(
                    "onItsWay",
                    new OnItsWay(
                            account.id().toString(), draft.id(), sent.state().word()));
            return "redirect:" + Writing.landing(account, form.back());
        } catch (MailFailure failure) {
            model.addAttribute("problem", failure.sentence());
            model.addAttribute("write", writing.saved(account, draft, form.back(), almanac));
            return VIEW;
        }
    }

    /** Takes a message back that was sent some seconds ago. */
    @PostMapping("/undo")
    String undo(@AuthenticationPrincipal SignedIn reader, @RequestParam String account, @RequestParam String draft) {
        var owner = reader.require(account);
        var back = drafts.takeBack(owner, draft);
        return "redirect:/write/" + back.id() + "?account=" + owner.id();
    }
}
