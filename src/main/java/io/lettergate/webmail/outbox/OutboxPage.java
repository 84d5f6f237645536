package io.lettergate.webmail.outbox;

import io.lettergate.accounts.Account;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.Submission;
import io.lettergate.sending.outbox.Outbox;
import io.lettergate.webmail.Almanac;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is on its way out, what went wrong, and what can be done about it. */
@Controller
@RequestMapping("/outbox")
class OutboxPage {

    private static final String HERE = "redirect:/outbox";
    private static final int SENT_SHOWN = 20;

    private final Outbox outbox;

    OutboxPage(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Some lines under one heading. */
    record Group(String name, List<OutboxLine> lines) {

        static Group of(String name, List<OutboxLine> all, Predicate<OutboxLine> belongs) {
            return new Group(name, all.stream().filter(belongs).toList());
        }
    }

    @GetMapping
    String all(
            @AuthenticationPrincipal SignedIn reader,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var lines = reader.accounts().stream()
                .flatMap(account ->
                        outbox.of(account).stream().map(submission -> OutboxLine.of(account, submission, almanac)))
                .toList();
        var done = lines.stream()
                .filter(line -> line.over() && !line.needsYou())
                .limit(SENT_SHOWN)
                .toList();
        var groups = List.of(
                Group.of("needs", lines, OutboxLine::needsYou),
                Group.of("waiting", lines, OutboxLine::isWaiting),
                Group.of("scheduled", lines, OutboxLine::isScheduled),
                new Group("done", done));
        model.addAttribute(
                "groups",
                groups.stream().filter(group -> !group.lines().isEmpty()).toList());
        model.addAttribute(
                "polls", lines.stream().anyMatch(line -> line.isWaiting() || line.isScheduled() || line.copyPending()));
        return "outbox/list";
    }

    /** Asks first, as somebody may get it twice. */
    @GetMapping("/{account}/{submission}/again")
    String ask(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String submission,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var owner = reader.require(account);
        var line = OutboxLine.of(owner, outbox.require(owner, submission), almanac);
        if (!line.isUncertain()) {
            return HERE;
        }
        model.addAttribute("line", line);
        return "outbox/again";
    }

    @PostMapping("/{account}/{submission}/cancel")
    String cancel(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String submission,
            RedirectAttributes redirect) {
        return changed(reader.require(account), submission, outbox::cancel, "cancelled", redirect);
    }

    @PostMapping("/{account}/{submission}/again")
    String again(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String submission,
            RedirectAttributes redirect) {
        return changed(reader.require(account), submission, outbox::resend, "again", redirect);
    }

    @PostMapping("/{account}/{submission}/sent")
    String sent(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String submission,
            RedirectAttributes redirect) {
        return changed(reader.require(account), submission, outbox::believe, "believed", redirect);
    }

    @PostMapping("/{account}/{submission}/forget")
    String forget(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String submission,
            RedirectAttributes redirect) {
        return changed(
                reader.require(account),
                submission,
                (owner, one) -> {
                    outbox.forget(owner, one);
                    return one;
                },
                "forgotten",
                redirect);
    }

    /** What can be done with one of them. */
    private interface Act {
        Submission on(Account account, Submission submission);
    }

    private String changed(Account owner, String id, Act act, String told, RedirectAttributes redirect) {
        try {
            act.on(owner, outbox.require(owner, id));
            redirect.addFlashAttribute("told", told);
        } catch (MailFailure.SubmissionUnderWay | MailFailure.NoSuchSubmission late) {
            redirect.addFlashAttribute("problem", late.sentence());
        }
        return HERE;
    }
}
