package io.lettergate.webmail.accounts;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.Discovery;
import io.lettergate.accounts.Linking;
import io.lettergate.accounts.Password;
import io.lettergate.accounts.Proof;
import io.lettergate.accounts.Trial;
import io.lettergate.mail.MailFailure;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns an address and a password into proven ways to read the mail, or into reasons why there is none. */
@Component
class FirstStep {

    private final Discovery discovery;
    private final Linking linking;

    FirstStep(Discovery discovery, Linking linking) {
        this.discovery = discovery;
        this.linking = linking;
    }

    /**
     * What came of it.
     *
     * @param half what the assistant goes on with; absent where no way works
     * @param refusals why not, in sentences
     * @param trials every door that was knocked at
     */
    record Result(@Nullable HalfMade half, List<String> refusals, List<Trial> trials) {

        private static Result refused(String sentence) {
            return new Result(null, List.of(sentence), List.of());
        }
    }

    Result take(AddressForm form) {
        var password = form.secret();
        if (password.isEmpty()) {
            return Result.refused("Please type the password.");
        }
        try {
            var server = form.server();
            var address = form.typed().address();
            return server.isPresent() ? byHand(address, password.get(), server.get()) : found(address, password.get());
        } catch (MailFailure failure) {
            return Result.refused(failure.sentence());
        } catch (IllegalArgumentException unusable) {
            return Result.refused(String.valueOf(unusable.getMessage()) + ".");
        }
    }

    private Result byHand(String address, Password password, Access access) {
        linking.verify(address, access, password);
        var half = HalfMade.of(address, password, Map.of(access.protocol(), access), List.of());
        return new Result(half, List.of(), List.of());
    }

    private Result found(String address, Password password) {
        var findings = discovery.find(address);
        var proofs = discovery.prove(findings, password);
        var ways = proofs.stream()
                .filter(Proof::works)
                .collect(Collectors.toMap(proof -> proof.access().protocol(), Proof::access));
        if (!ways.isEmpty()) {
            var half = HalfMade.of(findings.address(), password, ways, findings.trials());
            return new Result(half, List.of(), findings.trials());
        }
        return new Result(null, refusals(proofs), findings.trials());
    }

    private static List<String> refusals(List<Proof> proofs) {
        return proofs.isEmpty()
                ? List.of("We found no mail server for this address.")
                : proofs.stream()
                        .map(Proof::failure)
                        .filter(MailFailure.class::isInstance)
                        .map(failure -> ((MailFailure) failure).sentence())
                        .distinct()
                        .toList();
    }
}
