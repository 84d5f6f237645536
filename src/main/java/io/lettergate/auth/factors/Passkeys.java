package io.lettergate.auth.factors;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.auth.SecondFactorTried;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes passkeys and asks for them (WebAuthn). What a browser was asked is kept in its session, and one answer to it is
 * taken, within five minutes.
 */
@Service
public class Passkeys {

    private static final Logger LOG = LoggerFactory.getLogger(Passkeys.class);
    private static final String ASKED = "lettergate.passkey.";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MOST = 20;
    private static final int LONGEST_ANSWER = 20_000;

    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();
    private final PasskeyTable table;
    private final OwnFactors factors;
    private final FactorsSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Passkeys(
            PasskeyTable table,
            OwnFactors factors,
            FactorsSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.table = table;
        this.factors = factors;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** What a browser was asked. */
    private record Asked(Serializable options, long until) implements Serializable {}

    /** Whether there is any passkey at all, so that it makes sense to ask for one before anybody is known. */
    public boolean exist() {
        return !table.isEmpty();
    }

    /** What the browser needs to make a passkey for this person, in JSON. */
    public String creation(Account person, HttpServletRequest request) {
        var options = party(person, request)
                .createPublicKeyCredentialCreationOptions(
                        new ImmutablePublicKeyCredentialCreationOptionsRequest(PasskeyPerson.caller(person)));
        return asked(request, "creation", options);
    }

    /**
     * Takes a passkey that a browser made.
     *
     * @return recovery codes, where this is the first factor
     */
    public List<String> register(Account person, HttpServletRequest request, String name, String answer) {
        var options = given(request, "creation", PublicKeyCredentialCreationOptions.class);
        var credential = read(answer, new TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>>() {});
        if (table.of(person.id()).size() >= MOST) {
            throw new PasskeyRefused("You have " + MOST + " passkeys already. Please remove one that you do not use.");
        }
        if (!table.keep(person.id(), options.getUser().getId())) {
            throw new PasskeyRefused("This passkey was made for somebody else. Please begin again.");
        }
        try {
            party(person, request)
                    .registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                            options, new RelyingPartyPublicKey(credential, named(name))));
        } catch (RuntimeException refused) {
            throw refused("made", refused);
        }
        return factors.added(person.id());
    }

    /** Calls one something else; false if this person has none with this id. */
    public boolean rename(AccountId person, String id, PasskeyName name) {
        return table.rename(person, id, name.value());
    }

    private static String named(String name) {
        var clean = PasskeyName.clean(name);
        return clean.isEmpty() ? "Passkey" : clean.substring(0, Math.min(clean.length(), PasskeyName.LONGEST));
    }

    /**
     * What the browser needs to use a passkey, in JSON.
     *
     * @param person whose it has to be; absent where it shall tell who is there, and then the device makes sure that
     *     its owner uses it
     */
    public String question(@Nullable Account person, HttpServletRequest request) {
        var options = party(person, request)
                .createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(
                        person == null ? null : PasskeyPerson.caller(person)));
        return asked(request, "question", options);
    }

    /**
     * Takes the answer of a passkey.
     *
     * @param person whose it has to be; absent where it tells who is there
     * @return whose it is
     */
    public AccountId prove(@Nullable Account person, HttpServletRequest request, String answer) {
        var options = given(request, "question", PublicKeyCredentialRequestOptions.class);
        var alone = UserVerificationRequirement.REQUIRED.equals(options.getUserVerification());
        if (alone != (person == null)) {
            throw new PasskeyRefused("That was asked on another page. Please try again.");
        }
        var credential = read(answer, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
        var owner = Optional.ofNullable(table.findByCredentialId(credential.getRawId()))
                .flatMap(known -> table.person(known.getUserEntityUserId()))
                .filter(id -> person == null || person.id().equals(id))
                .orElseThrow(() -> new PasskeyRefused("Lettergate does not know this passkey."));
        try {
            party(person, request).authenticate(new RelyingPartyAuthenticationRequest(options, credential));
        } catch (RuntimeException refused) {
            events.publishEvent(new SecondFactorTried(owner, SecondFactorTried.Kind.PASSKEY, false));
            throw refused("taken", refused);
        }
        events.publishEvent(new SecondFactorTried(owner, SecondFactorTried.Kind.PASSKEY, true));
        return owner;
    }

    private static PasskeyRefused refused(String act, RuntimeException reason) {
        if (reason instanceof PasskeyRefused known) {
            return known;
        }
        LOG.info("passkey=refused act={} reason={}", act, reason.toString());
        return new PasskeyRefused("The passkey was not " + act + ": what the browser sent does not fit.", reason);
    }

    private Webauthn4JRelyingPartyOperations party(@Nullable Account person, HttpServletRequest request) {
        var site = settings.origin() == null ? Site.of(request) : Site.of(settings.origin());
        var entity = PublicKeyCredentialRpEntity.builder()
                .id(site.host())
                .name("Lettergate")
                .build();
        var party = new Webauthn4JRelyingPartyOperations(
                new PasskeyPerson(table, person), table, entity, Set.of(site.origin()));
        if (person == null) {
            party.setCustomizeRequestOptions(options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        }
        return party;
    }

    private <T extends Serializable> String asked(HttpServletRequest request, String what, T options) {
        var until = clock.instant().plus(PATIENCE).toEpochMilli();
        request.getSession().setAttribute(ASKED + what, new Asked(options, until));
        return json.writeValueAsString(options);
    }

    private <T> T given(HttpServletRequest request, String what, Class<T> type) {
        var session = request.getSession();
        var asked = session.getAttribute(ASKED + what);
        session.removeAttribute(ASKED + what);
        if (asked instanceof Asked known && known.until() > clock.millis() && type.isInstance(known.options())) {
            return type.cast(known.options());
        }
        throw new PasskeyRefused("That took too long. Please try again.");
    }

    private <T> T read(String answer, TypeReference<T> type) {
        try {
            if (answer.length() <= LONGEST_ANSWER) {
                return json.readValue(answer, type);
            }
        } catch (RuntimeException unreadable) {
            throw new PasskeyRefused("What the browser sent is no passkey. Please try again.", unreadable);
        }
        throw new PasskeyRefused("What the browser sent is too long for a passkey.");
    }
}
