package io.lettergate.webmail.compose;

import io.lettergate.auth.SignedIn;
import io.lettergate.sending.identities.Identities;
import io.lettergate.sending.identities.Identity;
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

    IdentityPages(Identities identities) {
        this.identities = identities;
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
        return "settings/identities";
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
