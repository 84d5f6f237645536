package io.lettergate.webmail.accounts;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Linking;
import io.lettergate.accounts.Password;
import io.lettergate.accounts.Probes;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.webmail.Almanac;
import io.lettergate.webmail.Glances;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of a person's accounts, and new passwords for them. */
@Controller
@RequestMapping("/accounts")
class AccountPages {

    private final Accounts accounts;
    private final Linking linking;
    private final Probes probes;

    AccountPages(Accounts accounts, Linking linking, Probes probes) {
        this.accounts = accounts;
        this.linking = linking;
        this.probes = probes;
    }

    @GetMapping
    String all(
            @AuthenticationPrincipal SignedIn reader,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            @ModelAttribute(name = "glances", binding = false) Glances glances,
            Model model) {
        model.addAttribute(
                "lines",
                reader.accounts().stream()
                        .map(account -> line(reader, account, glances, almanac))
                        .toList());
        return "accounts/list";
    }

    private AccountLine line(SignedIn reader, Account account, Glances glances, Almanac almanac) {
        return AccountLine.of(
                account,
                accounts.holdsPassword(account),
                accounts.refusal(account).orElse(null),
                !account.id().equals(reader.account().id()),
                glances.glance(account).orElse(null),
                almanac);
    }

    /** Tries a new password; if the server refuses it, the old one stays. */
    @PostMapping("/{account}/password")
    String changePassword(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @RequestParam String password,
            @RequestParam(defaultValue = "") String from,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var owner = reader.require(account);
        probes.take(reader.account().id(), request.getRemoteAddr());
        try {
            linking.changePassword(owner, new Password(password));
            redirect.addFlashAttribute("changed", owner.address());
        } catch (MailFailure failure) {
            redirect.addFlashAttribute("unproven", failure.sentence());
            redirect.addFlashAttribute("unprovenAt", account);
        } catch (IllegalArgumentException unusable) {
            redirect.addFlashAttribute("unproven", unusable.getMessage() + ".");
            redirect.addFlashAttribute("unprovenAt", account);
        }
        return from.equals("account") ? "redirect:/accounts/{account}" : "redirect:/accounts";
    }
}
