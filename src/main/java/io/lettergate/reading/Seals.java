package io.lettergate.reading;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Message;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Messages;
import io.lettergate.mime.SignedEntity;
import io.lettergate.mime.SignedMail;
import io.lettergate.mime.SignedMail.Signed;
import io.lettergate.reading.Seal.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks after signatures and encryption. */
@Component
class Seals {

    private static final long LARGEST = 32L << 20;
    private static final String PGP_BEGINS = "-----BEGIN PGP ";

    private final Messages messages;
    private final Issuers issuers;

    Seals(Messages messages, Issuers issuers) {
        this.messages = messages;
        this.issuers = issuers;
    }

    /** What there is to say; nothing where a message is neither signed nor encrypted. */
    @Nullable
    Seal of(Account account, Message message) {
        var root = message.structure();
        if (root == null) {
            return null;
        }
        var protocol = root.parameters().getOrDefault("protocol", "").toLowerCase(Locale.ROOT);
        if (root.is("multipart/encrypted") || isWrittenInPgp(message, "MESSAGE")) {
            return Seal.of(Kind.PGP_ENCRYPTED);
        }
        if (SignedMail.isDetached(root) || SignedMail.isWithin(root)) {
            return message.summary().size() > LARGEST ? Seal.of(Kind.TOO_LARGE) : checked(account, message, root);
        }
        if ((root.is("multipart/signed") && protocol.contains("pgp")) || isWrittenInPgp(message, "SIGNED MESSAGE")) {
            return Seal.of(Kind.PGP_SIGNED);
        }
        return SignedMail.isEncrypted(root) ? Seal.of(Kind.SMIME_ENCRYPTED) : null;
    }

    private static boolean isWrittenInPgp(Message message, String what) {
        return message.textBody().stream()
                .anyMatch(part -> message.text(part).words().stripLeading().startsWith(PGP_BEGINS + what + "-----"));
    }

    private Seal checked(Account account, Message message, Part root) {
        try {
            var signed = SignedMail.isWithin(root) ? within(account, message) : beside(account, message, root);
            return signed == null ? Seal.of(Kind.UNREADABLE) : judged(message, signed);
        } catch (MailFailure.NoSuchPart notThere) {
            return Seal.of(Kind.UNREADABLE);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private @Nullable Signed within(Account account, Message message) throws IOException {
        var ref = message.summary().ref();
        try (var stream = messages.part(account, ref, new PartNumber("1")).stream()) {
            return SignedMail.check(null, stream);
        }
    }

    private @Nullable Signed beside(Account account, Message message, Part root) throws IOException {
        var ref = message.summary().ref();
        var boundary = root.parameters().getOrDefault("boundary", "");
        var number = root.children().getLast().number();
        if (boundary.isEmpty() || number == null) {
            return null;
        }
        var signature = Parts.octets(messages, account, ref, number);
        SignedEntity entity;
        try (var raw = messages.raw(account, ref).stream()) {
            entity = SignedEntity.in(raw, boundary);
        }
        if (entity == null) {
            return null;
        }
        try (var raw = messages.raw(account, ref).stream()) {
            raw.skipNBytes(entity.start());
            return SignedMail.check(new Beginning(raw, entity.length()), new ByteArrayInputStream(signature));
        }
    }

    private Seal judged(Message message, Signed signed) {
        var certificate = signed.certificates().getFirst();
        var emails = Issuers.emails(certificate);
        var from = message.summary().envelope().from();
        var signer = emails.isEmpty() ? Issuers.name(certificate.getSubjectX500Principal()) : emails.getFirst();
        var issuer = Issuers.name(certificate.getIssuerX500Principal());
        boolean isSender = from.size() == 1
                && emails.stream()
                        .anyMatch(
                                email -> email.equalsIgnoreCase(from.getFirst().email()));
        if (!signed.isIntact()) {
            return new Seal(Kind.BROKEN, signer, issuer);
        }
        if (!isSender) {
            return new Seal(Kind.OTHER_SENDER, signer, issuer);
        }
        if (!signed.isStrong()) {
            return new Seal(Kind.WEAK, signer, issuer);
        }
        var at = signed.at() == null ? message.summary().receivedAt() : signed.at();
        if (!Issuers.isValid(certificate, at)) {
            return new Seal(Kind.EXPIRED, signer, issuer);
        }
        return new Seal(issuers.trust(signed.certificates(), at) ? Kind.TRUSTED : Kind.UNKNOWN_ISSUER, signer, issuer);
    }
}
