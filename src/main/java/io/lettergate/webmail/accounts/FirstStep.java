package io.lettergate.webmail.accounts;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.Candidate;
import io.lettergate.accounts.Discovery;
import io.lettergate.accounts.Findings;
import io.lettergate.accounts.Linking;
import io.lettergate.accounts.Password;
import io.lettergate.accounts.Progress;
import io.lettergate.accounts.Proof;
import io.lettergate.mail.MailFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Turns an address and a password into proven ways to read the mail, or into reasons why there is none. */
@Component
class FirstStep implements DisposableBean {

    private final Discovery discovery;
    private final Linking linking;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("assistant-", 0).factory());

    FirstStep(Discovery discovery, Linking linking) {
        this.discovery = discovery;
        this.linking = linking;
    }

    /**
     * What came of it.
     *
     * @param half what the assistant goes on with; absent where no way works
     * @param refusals why not, in sentences
     * @param findings everybody who was asked, and every door that was knocked at
     * @param suggestion what the person may agree to, and send again
     */
    record Result(
            @Nullable HalfMade half,
            List<String> refusals,
            @Nullable Findings findings,
            AddressForm.@Nullable Typed suggestion) {

        private static Result refused(String sentence) {
            return new Result(null, List.of(sentence), null, null);
        }
    }

    Looking begin(AddressForm form) {
        return new Looking(form.typed(), progress -> take(form, progress), threads);
    }

    private Result take(AddressForm form, Progress progress) {
        var password = form.secret();
        if (password.isEmpty()) {
            return Result.refused("Please type the password.");
        }
        try {
            var server = form.server();
            return server.isPresent()
                    ? byHand(form.typed().address(), password.get(), server.get())
                    : found(form.typed(), password.get(), progress);
        } catch (MailFailure failure) {
            return Result.refused(failure.sentence());
        } catch (IllegalArgumentException unusable) {
            return Result.refused(String.valueOf(unusable.getMessage()) + ".");
        }
    }

    private Result byHand(String address, Password password, Access access) {
        linking.verify(address, access, password);
        var half = HalfMade.of(address, password, Map.of(access.protocol(), access), null);
        return new Result(half, List.of(), null, null);
    }

    private Result found(AddressForm.Typed typed, Password password, Progress progress) {
        var findings = discovery.find(typed.address(), progress);
        var proofs = discovery.prove(findings, password);
        var ways = proofs.stream()
                .filter(Proof::works)
                .collect(Collectors.toMap(proof -> proof.access().protocol(), Proof::access));
        if (!ways.isEmpty()) {
            var half = HalfMade.of(findings.address(), password, ways, findings);
            return new Result(half, List.of(), findings, null);
        }
        return findings.doubtful()
                .map(doubtful -> new Result(null, doubts(doubtful), findings, typed.by(doubtful.access())))
                .orElseGet(() -> new Result(null, refusals(proofs), findings, null));
    }

    private static List<String> doubts(Candidate candidate) {
        var host = candidate.access().incoming().host();
        return candidate.doubts().stream()
                .sorted()
                .map(doubt -> switch (doubt) {
                    case PLAIN_TEXT ->
                        host + " offers no encryption: everybody on the way could read your password and your mail. "
                                + "Nothing was sent. To use it all the same, type the password and press Continue.";
                    case FOREIGN_HOST ->
                        "The name service says that this mail is at " + host + ", which has another name than the "
                                + "address. Nothing was sent. If that is your provider, type the password and press "
                                + "Continue.";
                })
                .toList();
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

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
