package io.lettergate.webmail.compose;

import io.lettergate.accounts.Account;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.beginnings.Beginning.Kind;
import io.lettergate.sending.beginnings.Beginnings;
import io.lettergate.sending.drafts.Drafts;
import io.lettergate.sending.outbox.Outbox;
import io.lettergate.webmail.Almanac;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sheets to write on: blank, made from another message, or as they were saved. */
@Controller
@RequestMapping("/write")
class WritePages {

    private static final String VIEW = "write/page";

    private final Writing writing;
    private final Drafts drafts;
    private final Beginnings beginnings;
    private final Outbox outbox;

    WritePages(Writing writing, Drafts drafts, Beginnings beginnings, Outbox outbox) {
        this.writing = writing;
        this.drafts = drafts;
        this.beginnings = beginnings;
        this.outbox = outbox;
    }

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

    /** Whose sheet it is. What the account's server takes is asked for while somebody writes. */
    private Account account(SignedIn reader, @Nullable String id) {
        var account = id == null || id.isEmpty() ? reader.account() : reader.require(id);
        outbox.expect(account);
        return account;
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
}
