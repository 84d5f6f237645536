package io.lettergate.webmail.moving;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.auth.SignedIn;
import io.lettergate.events.Events;
import io.lettergate.exporting.Exporting;
import io.lettergate.exporting.Format;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.moving.Copying;
import io.lettergate.moving.Switching;
import io.lettergate.operations.Operations;
import io.lettergate.webmail.Almanac;
import io.lettergate.webmail.Octets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes mail along: copies everything to another account, or saves it as a file. */
@Controller
@RequestMapping("/accounts/{account:[0-9a-f-]{36}}/move")
class MovePage {

    private static final String SELF = "redirect:/accounts/{account}/move";

    private final Copying copying;
    private final Switching switching;
    private final Exporting exporting;
    private final Operations operations;
    private final Mailboxes mailboxes;
    private final Works works;
    private final Events events;

    MovePage(
            Copying copying,
            Switching switching,
            Exporting exporting,
            Operations operations,
            Mailboxes mailboxes,
            Works works,
            Events events) {
        this.copying = copying;
        this.switching = switching;
        this.exporting = exporting;
        this.operations = operations;
        this.mailboxes = mailboxes;
        this.works = works;
        this.events = events;
    }

    /** A mailbox that can be saved by itself. */
    record Choice(String id, String name) {

        static Choice of(Mailbox mailbox) {
            return new Choice(
                    OpaqueId.of(mailbox.name()).value(), mailbox.name().value());
        }
    }

    /** Shows what is offered; where a target was chosen, also what would be copied there. */
    @GetMapping
    String show(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String way,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var owner = reader.require(account);
        model.addAttribute("account", owner);
        model.addAttribute("targets", targets(reader, owner));
        model.addAttribute(
                "works",
                Stream.of(switching.latest(owner), copying.latest(owner), exporting.latest(owner))
                        .flatMap(Optional::stream)
                        .map(operation -> works.of(operation, almanac))
                        .toList());
        model.addAttribute("since", events.position());
        model.addAttribute("mailboxes", choices(owner));
        if (!to.isEmpty()) {
            plan(owner, reader.require(to), model);
        }
        if (way.equals("imap") && owner.protocol() == Protocol.POP3) {
            plan(owner, model);
        }
        return "moving/move";
    }

    private void plan(Account owner, Account target, Model model) {
        require(owner, target);
        model.addAttribute("target", target);
        try {
            var plan = copying.plan(owner, target);
            model.addAttribute("plan", plan);
            model.addAttribute("size", Octets.words(plan.octets()));
        } catch (MailFailure failure) {
            model.addAttribute("problem", failure.sentence());
        }
    }

    /** Asks the IMAP server, as it has to take the password. */
    private void plan(Account owner, Model model) {
        try {
            model.addAttribute("change", switching.plan(owner));
        } catch (MailFailure failure) {
            model.addAttribute("shut", failure.sentence());
        }
    }

    @PostMapping("/switch")
    String change(@AuthenticationPrincipal SignedIn reader, @PathVariable String account, RedirectAttributes redirect) {
        var owner = reader.require(account);
        try {
            switching.begin(reader.account().id(), owner);
        } catch (MailFailure failure) {
            redirect.addFlashAttribute("shut", failure.sentence());
        }
        return SELF;
    }

    /** Without the folders, the whole account can still be saved later. */
    private List<Choice> choices(Account owner) {
        try {
            return mailboxes.all(owner).stream()
                    .filter(Mailbox::selectable)
                    .map(Choice::of)
                    .toList();
        } catch (MailFailure notNow) {
            return List.of();
        }
    }

    @PostMapping("/copy")
    String copy(@AuthenticationPrincipal SignedIn reader, @PathVariable String account, @RequestParam String to) {
        var owner = reader.require(account);
        var target = reader.require(to);
        require(owner, target);
        copying.start(reader.account().id(), owner, target);
        return SELF;
    }

    @PostMapping("/save")
    String save(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @RequestParam(defaultValue = "") String mailbox,
            @RequestParam String format) {
        var owner = reader.require(account);
        var form = Format.of(format).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        exporting.start(
                reader.account().id(), owner, mailbox.isEmpty() ? null : mailboxes.require(owner, mailbox), form);
        return SELF;
    }

    @PostMapping("/stop")
    String stop(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @RequestParam String operation,
            RedirectAttributes redirect) {
        var owner = reader.require(account);
        operations.cancel(operations.require(List.of(owner.id()), operation));
        redirect.addFlashAttribute("told", "halt");
        return SELF;
    }

    private static List<Account> targets(SignedIn reader, Account owner) {
        return reader.accounts().stream()
                .filter(account -> !account.id().equals(owner.id()))
                .toList();
    }

    private static void require(Account owner, Account target) {
        AccountId same = owner.id();
        if (target.id().equals(same)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }
}
