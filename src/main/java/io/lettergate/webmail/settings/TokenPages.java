package io.lettergate.webmail.settings;

import io.lettergate.auth.Operators;
import io.lettergate.auth.Scope;
import io.lettergate.auth.SignedIn;
import io.lettergate.auth.tokens.Tokens;
import io.lettergate.webmail.Almanac;
import java.util.Arrays;
import java.util.List;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The tokens of a person: the list, a new one with its secret shown once, and the end of one. */
@Controller
@RequestMapping("/settings/tokens")
class TokenPages {

    private static final long[] DAYS = {7, 30, 90, 365};

    private final Tokens tokens;
    private final Operators operators;

    TokenPages(Tokens tokens, Operators operators) {
        this.tokens = tokens;
        this.operators = operators;
    }

    @GetMapping
    String show(
            @AuthenticationPrincipal SignedIn reader,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        return page(reader, fresh(), almanac, model);
    }

    private TokenForm fresh() {
        return TokenForm.fresh(tokens.limits().lifetime().toDays());
    }

    /** The answer shows the secret itself, so that it is kept nowhere between. */
    @PostMapping
    String make(
            @AuthenticationPrincipal SignedIn reader,
            @ModelAttribute(name = "typed") TokenForm typed,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        try {
            var made = tokens.make(reader, typed.wish(almanac.now()));
            model.addAttribute("made", made.token().name());
            model.addAttribute("secret", made.secret());
            model.addAttribute(
                    "base", ServletUriComponentsBuilder.fromCurrentContextPath().toUriString());
            return page(reader, fresh(), almanac, model);
        } catch (IllegalArgumentException unusable) {
            model.addAttribute("problem", unusable.getMessage() + ".");
            return page(reader, typed, almanac, model);
        }
    }

    private String page(SignedIn reader, TokenForm form, Almanac almanac, Model model) {
        var limits = tokens.limits();
        model.addAttribute("lines", TokenLine.of(tokens.of(reader), reader, almanac));
        model.addAttribute("form", form);
        model.addAttribute("mine", reader.accounts());
        model.addAttribute("never", limits.never());
        model.addAttribute(
                "days",
                Stream.concat(
                                Arrays.stream(DAYS).boxed(),
                                Stream.of(limits.lifetime().toDays()))
                        .filter(days ->
                                limits.never() || days <= limits.lifetime().toDays())
                        .distinct()
                        .sorted()
                        .toList());
        model.addAttribute(
                "scopes",
                Arrays.stream(Scope.values())
                        .filter(scope -> scope != Scope.ADMIN || operators.include(reader))
                        .map(Scope::word)
                        .toList());
        return "settings/tokens";
    }

    /** The second step before a token ends, as it cannot be taken back. */
    @GetMapping("/{id}/revoke")
    String ask(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String id,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var token = tokens.find(reader, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("line", TokenLine.of(List.of(token), reader, almanac).getFirst());
        return "settings/revoke";
    }

    @PostMapping("/{id}/revoke")
    String revoke(@AuthenticationPrincipal SignedIn reader, @PathVariable String id, RedirectAttributes redirect) {
        tokens.find(reader, id).ifPresent(token -> redirect.addFlashAttribute("revoked", token.name()));
        if (!tokens.revoke(reader, id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:/settings/tokens";
    }
}
