package io.lettergate.webmail.accounts;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Linking;
import io.lettergate.auth.Factor;
import io.lettergate.auth.Proofs;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import io.lettergate.oauth.Consent;
import io.lettergate.oauth.Consents;
import io.lettergate.oauth.Errand;
import io.lettergate.oauth.ProviderFailed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Links accounts by what their provider gives us instead of a password, and asks for it again when it is over. People leave
 * by a link, as a page may send its forms nowhere else.
 */
@Controller
class ConsentPages {

    private static final int LONGEST = 320;

    private final Consents consents;
    private final Linking linking;
    private final Proofs proofs;

    ConsentPages(Consents consents, Linking linking, Proofs proofs) {
        this.consents = consents;
        this.linking = linking;
        this.proofs = proofs;
    }

    /** Leads to the provider, for a further account. */
    @GetMapping("/accounts/new/at/{provider}")
    String leave(
            @PathVariable String provider,
            @RequestParam(defaultValue = "") String address,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var typed = address.strip();
        var hint = typed.isEmpty() || typed.length() > LONGEST ? null : typed;
        return there(provider, Errand.toLink(hint), request, response, redirect);
    }

    /** Leads to the provider, for an account that is here and asks for it again. */
    @GetMapping("/accounts/{account}/at/{provider}")
    String leaveAgain(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String provider,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var owner = reader.require(account);
        return there(provider, Errand.again(account, owner.address()), request, response, redirect);
    }

    /** Leads to the provider, to sign in there anew before something that an open session is not enough for. */
    @GetMapping("/login/again/at/{provider}")
    String leaveToProve(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String provider,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return there(provider, Errand.toProve(reader.getName()), request, response, redirect);
    }

    private String there(
            String provider,
            Errand errand,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            return "redirect:" + consents.begin(request, response, provider, errand);
        } catch (ProviderFailed failed) {
            return refused(errand, failed.sentence(), redirect);
        }
    }

    /** Back from the provider. */
    @GetMapping("/oauth/{provider}")
    String back(
            @AuthenticationPrincipal SignedIn reader,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var errand = consents.errand(request).orElseGet(() -> Errand.toLink(null));
        try {
            var consent = consents.end(request, response);
            return switch (consent.errand().kind()) {
                case AGAIN -> renewed(reader, consent, redirect);
                case PROVE -> proven(reader, consent, request, response, redirect);
                case LINK, SIGN_IN -> halfMade(reader, consent, request, redirect);
            };
        } catch (ProviderFailed failed) {
            return refused(errand, failed.sentence(), redirect);
        }
    }

    private String proven(
            SignedIn reader,
            Consent consent,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var doubt = consents.doubt(consent, reader.getName());
        if (doubt.isPresent()) {
            return refused(consent.errand(), doubt.get(), redirect);
        }
        proofs.add(Factor.PASSWORD, request, response);
        return "redirect:" + Proofs.next(request, "/settings/security");
    }

    private String renewed(SignedIn reader, Consent consent, RedirectAttributes redirect) {
        var owner = reader.require(String.valueOf(consent.errand().account()));
        try {
            requireServer(owner, consent);
            linking.changePassword(owner, consent.token());
            redirect.addFlashAttribute("changed", owner.address());
            return "redirect:/accounts";
        } catch (MailFailure failure) {
            return refused(consent.errand(), failure.sentence(), redirect);
        }
    }

    /** A token goes to the provider's own servers, and to those that the operator names for it, and to no others. */
    private void requireServer(Account owner, Consent consent) {
        if (linking.accesses(consent.provider(), owner.address()).stream()
                .noneMatch(access -> access.incoming().equals(owner.incoming()))) {
            throw new MailFailure.SignInUnsupported(
                    owner.incoming().host(), "it is no server that what this provider gives is for");
        }
    }

    private String halfMade(SignedIn reader, Consent consent, HttpServletRequest request, RedirectAttributes redirect) {
        var address = Optional.ofNullable(consent.errand().address()).orElse(consent.address());
        if (address == null) {
            return refused(consent.errand(), "Please type the mail address first, then go to the provider.", redirect);
        }
        try {
            var ways = ways(address, consent);
            var half = HalfMade.of(address, consent.token(), ways, null);
            half.keep(request.getSession(), reader);
            return "redirect:/accounts/new/way";
        } catch (MailFailure failure) {
            return refused(consent.errand(), failure.sentence(), redirect);
        }
    }

    /** Each is proven by a sign-in; where none works, the first refusal says why. */
    private Map<Protocol, Access> ways(String address, Consent consent) {
        var ways = new EnumMap<Protocol, Access>(Protocol.class);
        MailFailure refusal = null;
        for (var access : linking.accesses(consent.provider(), address)) {
            try {
                linking.verify(address, access, consent.token());
                ways.put(access.protocol(), access);
            } catch (MailFailure failure) {
                refusal = refusal == null ? failure : refusal;
            }
        }
        if (ways.isEmpty()) {
            throw refusal == null
                    ? new MailFailure.DomainUnknown(address.substring(address.indexOf('@') + 1))
                    : refusal;
        }
        return ways;
    }

    private static String refused(Errand errand, String sentence, RedirectAttributes redirect) {
        if (errand.kind() == Errand.Kind.AGAIN) {
            redirect.addFlashAttribute("unproven", sentence);
            redirect.addFlashAttribute("unprovenAt", errand.account());
            return "redirect:/accounts";
        }
        if (errand.kind() == Errand.Kind.PROVE) {
            redirect.addFlashAttribute("problem", sentence);
            return "redirect:/login/again";
        }
        redirect.addFlashAttribute("refusals", List.of(sentence));
        return "redirect:/accounts/new";
    }
}
