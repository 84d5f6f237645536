package io.lettergate.webmail.settings;

import io.lettergate.auth.Factor;
import io.lettergate.auth.Proofs;
import io.lettergate.auth.SignedIn;
import io.lettergate.auth.factors.CodeRefused;
import io.lettergate.auth.factors.OwnFactors;
import io.lettergate.auth.factors.PasskeyName;
import io.lettergate.auth.factors.PasskeyRefused;
import io.lettergate.auth.factors.Passkeys;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The second factors of the reader: seen, set up and removed. Each change wants a fresh proof of who is there. */
@Controller
@RequestMapping("/settings/security")
class SecurityPages {

    private static final String SELF = "redirect:/settings/security";
    private static final String CODES = "codes";

    private final OwnFactors factors;
    private final Passkeys passkeys;
    private final Proofs proofs;

    SecurityPages(OwnFactors factors, Passkeys passkeys, Proofs proofs) {
        this.factors = factors;
        this.passkeys = passkeys;
        this.proofs = proofs;
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedIn reader, Model model) {
        model.addAttribute("standing", factors.of(reader.account().id()));
        return "settings/security";
    }

    @PostMapping("/app/new")
    String beginApp(@AuthenticationPrincipal SignedIn reader) {
        factors.beginApp(reader.account().id());
        return SELF + "/app";
    }

    /** The secret, as a picture for the app and as text for who has no camera. */
    @GetMapping("/app")
    String app(@AuthenticationPrincipal SignedIn reader, Model model) {
        return factors.begunApp(reader.account().id())
                .map(secret -> {
                    model.addAttribute("picture", QrPicture.of(secret.uri(reader.getName())));
                    model.addAttribute("groups", groups(secret.text()));
                    return "settings/app";
                })
                .orElse(SELF);
    }

    private static List<String> groups(String secret) {
        return List.of(secret.split("(?<=\\G.{4})"));
    }

    @PostMapping("/app")
    String confirmApp(
            @AuthenticationPrincipal SignedIn reader,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            var codes = factors.confirmApp(reader.account().id(), code);
            proofs.add(Factor.SECOND, request, response);
            redirect.addFlashAttribute("told", "app");
            return shown(codes, redirect);
        } catch (CodeRefused refused) {
            redirect.addFlashAttribute("problem", refused.sentence());
            return SELF + "/app";
        }
    }

    @PostMapping("/app/remove")
    String removeApp(@AuthenticationPrincipal SignedIn reader, RedirectAttributes redirect) {
        if (factors.removeApp(reader.account().id())) {
            redirect.addFlashAttribute("told", "app.removed");
        }
        return SELF;
    }

    @GetMapping("/passkeys/new")
    String passkey(@AuthenticationPrincipal SignedIn reader, HttpServletRequest request, Model model) {
        model.addAttribute("options", passkeys.creation(reader.account(), request));
        return "settings/passkey";
    }

    @PostMapping("/passkeys")
    String addPasskey(
            @AuthenticationPrincipal SignedIn reader,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            var codes = passkeys.register(reader.account(), request, name, credential);
            proofs.add(Factor.SECOND, request, response);
            redirect.addFlashAttribute("told", "passkey");
            return shown(codes, redirect);
        } catch (PasskeyRefused refused) {
            redirect.addFlashAttribute("problem", refused.sentence());
            return SELF + "/passkeys/new";
        }
    }

    @PostMapping("/passkeys/{id}/name")
    String renamePasskey(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String name,
            RedirectAttributes redirect) {
        var person = reader.account().id();
        if (factors.of(person).passkeys().stream().noneMatch(key -> key.id().equals(id))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try {
            passkeys.rename(person, id, new PasskeyName(name));
            redirect.addFlashAttribute("told", "passkey.renamed");
        } catch (IllegalArgumentException unusable) {
            redirect.addFlashAttribute("problem", unusable.getMessage());
        }
        return SELF;
    }

    @PostMapping("/passkeys/{id}/remove")
    String removePasskey(
            @AuthenticationPrincipal SignedIn reader, @PathVariable String id, RedirectAttributes redirect) {
        if (!factors.removePasskey(reader.account().id(), id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        redirect.addFlashAttribute("told", "passkey.removed");
        return SELF;
    }

    @PostMapping("/codes")
    String newCodes(@AuthenticationPrincipal SignedIn reader, RedirectAttributes redirect) {
        try {
            return shown(factors.newCodes(reader.account().id()), redirect);
        } catch (CodeRefused refused) {
            redirect.addFlashAttribute("problem", refused.sentence());
            return SELF;
        }
    }

    /** Shows new recovery codes, once: who loads the page again does not see them. */
    @GetMapping("/codes")
    String codes(Model model) {
        return model.containsAttribute(CODES) ? "settings/codes" : SELF;
    }

    private static String shown(List<String> codes, RedirectAttributes redirect) {
        if (codes.isEmpty()) {
            return SELF;
        }
        redirect.addFlashAttribute(CODES, codes);
        return SELF + "/codes";
    }
}
