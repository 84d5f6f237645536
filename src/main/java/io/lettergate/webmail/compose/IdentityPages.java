package io.lettergate.webmail.compose;

import io.lettergate.auth.SignedIn;
import io.lettergate.sending.identities.Identities;
import io.lettergate.sending.identities.Identity;
import io.lettergate.sending.outbox.UndoWindows;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who the reader writes as, account by account: names, addresses, signatures. */
@Controller
@RequestMapping("/settings/identities")
class IdentityPages {

    private static final String SELF = "redirect:/settings/identities";

    private final Identities identities;

    private final UndoWindows undoWindows;

    IdentityPages(Identities identities, UndoWindows undoWindows) {
        this.identities = identities;
        this.undoWindows = undoWindows;
    }

    /** An account with its identities. */
    record Lines(String account, String address, List<Identity> identities) {

        public boolean own(Identity identity) {
            return identity.id().equals(account);
        }
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedIn reader, Model model) {
        model.addAttribute(
                "lines",
                reader.accounts().stream()
                        .map(account -> new Lines(account.id().toString(), account.address(), identities.of(account)))
                        .toList());
        model.addAttribute("undoChoices", UndoWindows.CHOICES);
        model.addAttribute("undoSeconds", undoWindows.of(reader.account()).toSeconds());
        return "settings/identities";
    }

    /** Keeps how long messages wait after Send, whichever account they go by. */
    @PostMapping("/undo")
    String undo(
            @AuthenticationPrincipal SignedIn reader,
            @RequestParam(defaultValue = "") String seconds,
            RedirectAttributes redirect) {
        try {
            undoWindows.choose(reader.account(), Integer.parseInt(seconds));
            redirect.addFlashAttribute("told", true);
        } catch (NumberFormatException none) {
            redirect.addFlashAttribute("problem", "Please choose one of the times that are offered.");
        } catch (IllegalArgumentException unfit) {
            redirect.addFlashAttribute("problem", String.valueOf(unfit.getMessage()));
        }
        return SELF;
    }

    /** Adds one where no id is given, else replaces it whole. */
    @PostMapping
    String keep(
            @AuthenticationPrincipal SignedIn reader,
            @RequestParam String account,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(required = false) @Nullable String replyTo,
            @RequestParam(defaultValue = "") String signature,
            @RequestParam(required = false) @Nullable String preferred,
            RedirectAttributes redirect) {
        var owner = reader.require(account);
        try {
            var wanted =
                    new Identity(id, name, address, replyTo, signature.replace("\r\n", "\n"), null, preferred != null);
            if (id.isEmpty()) {
                identities.add(owner, wanted);
            } else {
                identities.replace(owner, id, wanted);
            }
            redirect.addFlashAttribute("told", true);
        } catch (IllegalArgumentException unfit) {
            redirect.addFlashAttribute("problem", String.valueOf(unfit.getMessage()));
        }
        return SELF;
    }

    @PostMapping("/remove")
    String remove(@AuthenticationPrincipal SignedIn reader, @RequestParam String account, @RequestParam String id) {
        identities.remove(reader.require(account), id);
        return SELF;
    }
}
