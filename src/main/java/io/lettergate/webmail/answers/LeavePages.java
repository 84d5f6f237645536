package io.lettergate.webmail.answers;

import io.lettergate.accounts.Account;
import io.lettergate.answering.ListExit;
import io.lettergate.answering.ListLeaving;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Message;
import io.lettergate.mailbox.Messages;
import io.lettergate.webmail.Back;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks whether somebody really wants to leave a list, and leaves it. */
@Controller
@RequestMapping("/message/{account}/{id}/leave")
class LeavePages {

    private static final String VIEW = "answers/leave";

    private final Messages messages;
    private final ListLeaving leaving;

    LeavePages(Messages messages, ListLeaving leaving) {
        this.messages = messages;
        this.leaving = leaving;
    }

    /**
     * A list that may be left.
     *
     * @param state how far it is: ask, done or problem
     * @param way the last part of message keys
     * @param page to be opened by hand; absent where there is none
     * @param problem why it did not work
     */
    record Exit(
            String state,
            String way,
            String where,
            @Nullable String page,
            @Nullable String problem,
            String account,
            String url,
            String back) {}

    @GetMapping
    String ask(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String back,
            Model model) {
        var owner = reader.require(account);
        return leaving.exit(open(owner, id))
                .map(exit -> shown(view("ask", exit, null, owner, id, back), model))
                .orElseGet(() -> "redirect:" + Back.safe(back));
    }

    @PostMapping
    String leave(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String back,
            Model model) {
        var owner = reader.require(account);
        var message = open(owner, id);
        return leaving.exit(message)
                .map(exit -> shown(left(owner, message, exit, id, back), model))
                .orElseGet(() -> "redirect:" + Back.safe(back));
    }

    private static String shown(Exit exit, Model model) {
        model.addAttribute("exit", exit);
        return VIEW;
    }

    private Exit left(Account owner, Message message, ListExit exit, String id, String back) {
        try {
            leaving.leave(owner, message, exit);
            return view("done", exit, null, owner, id, back);
        } catch (ListLeaving.NotLeft failed) {
            return view("problem", exit, failed.getMessage(), owner, id, back);
        } catch (MailFailure failure) {
            return view("problem", exit, failure.sentence(), owner, id, back);
        }
    }

    private Message open(Account owner, String id) {
        return messages.open(owner, messages.locate(owner, id));
    }

    private static Exit view(
            String state, ListExit exit, @Nullable String problem, Account account, String id, String back) {
        URI page = exit.page();
        return new Exit(
                state,
                exit.way().word(),
                exit.where(),
                page == null ? null : page.toString(),
                problem,
                account.address(),
                "/message/" + account.id() + "/" + id + "/leave",
                Back.safe(back));
    }
}
