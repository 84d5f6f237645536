package io.lettergate.webmail.moving;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.LedgerPage;
import io.lettergate.mail.Protocol;
import io.lettergate.removing.LocalMail;
import io.lettergate.removing.Removing;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Removes an account from here, and asks before what becomes of the copies. */
@Controller
@RequestMapping("/accounts/{account:[0-9a-f-]{36}}/remove")
class RemovePage {

    private static final String SELF = "redirect:/accounts/{account}/remove";

    private final Removing removing;
    private final Accounts accounts;
    private final Collecting collecting;

    RemovePage(Removing removing, Accounts accounts, Collecting collecting) {
        this.removing = removing;
        this.accounts = accounts;
        this.collecting = collecting;
    }

    /**
     * What lies where.
     *
     * @param only how many of those here are not at the server any more
     */
    record Copies(long there, long here, long only) {}

    @GetMapping
    String show(@AuthenticationPrincipal SignedIn reader, @PathVariable String account, Model model) {
        var owner = reader.require(account);
        var signsIn = reader.account().id().equals(owner.id());
        model.addAttribute("account", owner);
        model.addAttribute("signsIn", signsIn);
        model.addAttribute(
                "linked",
                reader.accounts().stream()
                        .filter(other -> signsIn && !other.id().equals(owner.id()))
                        .toList());
        if (owner.protocol() == Protocol.POP3) {
            model.addAttribute("copies", copies(owner));
            model.addAttribute("resting", accounts.isResting(owner));
        }
        return "moving/remove";
    }

    private Copies copies(Account owner) {
        var standing = collecting.standing(owner);
        var only = collecting.ledger(owner, LedgerPage.Filter.ONLY_HERE, null, 1);
        return new Copies(standing.there(), standing.here(), only.total());
    }

    @PostMapping
    String remove(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @RequestParam(defaultValue = "") String localMail,
            RedirectAttributes redirect,
            HttpServletRequest request)
            throws ServletException {
        var owner = reader.require(account);
        var choice = owner.protocol() == Protocol.POP3 ? LocalMail.of(localMail).orElse(null) : LocalMail.ERASE;
        if (choice == null) {
            redirect.addFlashAttribute("refused", "copies");
            return SELF;
        }
        return switch (choice) {
            case KEEP -> {
                removing.keep(owner);
                redirect.addFlashAttribute("told", "rest");
                yield "redirect:/accounts/{account}";
            }
            case EXPORT ->
                "redirect:/accounts/work/"
                        + removing.export(reader.account().id(), owner).id();
            case ERASE -> erased(reader, owner, redirect, request);
        };
    }

    /** Who removed the account that they sign in with is signed out. */
    private String erased(SignedIn reader, Account owner, RedirectAttributes redirect, HttpServletRequest request)
            throws ServletException {
        removing.erase(owner);
        if (reader.account().id().equals(owner.id())) {
            request.logout();
            return "redirect:/login";
        }
        redirect.addFlashAttribute("removed", owner.address());
        return "redirect:/accounts";
    }
}
