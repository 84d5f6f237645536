package io.lettergate.sending.drafts;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Address;
import io.lettergate.mail.MailFailure;
import io.lettergate.mime.MessageWriter;
import io.lettergate.mime.OutgoingAddress;
import io.lettergate.mime.OutgoingFile;
import io.lettergate.mime.OutgoingMessage;
import io.lettergate.sending.identities.Identities;
import io.lettergate.sending.identities.Identity;
import io.lettergate.sending.uploads.UploadSettings;
import io.lettergate.sending.uploads.Uploads;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a message of what somebody wrote. */
@Component
class Composing {

    private final Identities identities;
    private final Uploads uploads;
    private final UploadSettings settings;

    Composing(Identities identities, Uploads uploads, UploadSettings settings) {
        this.identities = identities;
        this.uploads = uploads;
        this.settings = settings;
    }

    /**
     * The message as it is sent.
     *
     * @throws MailFailure in a sentence, if it cannot be sent like that
     */
    OutgoingMessage toSend(Account account, Draft draft, Instant date) {
        var content = draft.content();
        var receivers =
                new OutgoingMessage.Receivers(strict(content.to()), strict(content.cc()), strict(content.bcc()));
        if (receivers.all().isEmpty()) {
            throw new MailFailure.RecipientMissing();
        }
        return message(account, draft, receivers, date);
    }

    /** The message as it lies among the drafts: addresses that nobody finished yet are not in it. */
    OutgoingMessage toKeep(Account account, Draft draft) {
        var content = draft.content();
        var receivers = new OutgoingMessage.Receivers(fit(content.to()), fit(content.cc()), fit(content.bcc()));
        return message(account, draft, receivers, draft.savedAt());
    }

    private OutgoingMessage message(Account account, Draft draft, OutgoingMessage.Receivers receivers, Instant date) {
        var content = draft.content();
        var identity = identity(account, content);
        var replyTo = identity.replyTo();
        try {
            return new OutgoingMessage(
                    identity.from(),
                    replyTo == null ? List.of() : List.of(OutgoingAddress.of(new Address(null, replyTo))),
                    receivers,
                    content.subject(),
                    new OutgoingMessage.Words(content.html() == null ? content.text() : null, content.html()),
                    files(account, content),
                    new OutgoingMessage.Answer(content.inReplyTo(), content.references()),
                    draft.messageId(),
                    date,
                    new OutgoingMessage.Wishes(content.priority(), content.receipt()),
                    draft.id());
        } catch (IllegalArgumentException unfit) {
            throw new MailFailure.MessageUnfit(String.valueOf(unfit.getMessage()));
        }
    }

    /** Who it is from; the preferred identity where the one that was chosen is gone. */
    Identity identity(Account account, DraftContent content) {
        return identities.of(account).stream()
                .filter(identity -> identity.id().equals(content.identity()))
                .findFirst()
                .orElseGet(() -> identities.preferred(account));
    }

    private List<OutgoingFile> files(Account account, DraftContent content) {
        var files = new ArrayList<OutgoingFile>();
        for (var id : content.files()) {
            var upload = uploads.require(account, id);
            if (!upload.isWhole()) {
                throw new MailFailure.MessageUnfit("the file “" + upload.name() + "” is not here as a whole yet");
            }
            files.add(new OutgoingFile(upload.name(), upload.type(), upload.contentId(), () -> uploads.open(upload)));
        }
        return files;
    }

    private static List<OutgoingAddress> strict(List<Address> addresses) {
        return addresses.stream().map(Composing::strict).toList();
    }

    private static OutgoingAddress strict(Address address) {
        try {
            return OutgoingAddress.of(address);
        } catch (IllegalArgumentException unfit) {
            throw new MailFailure.RecipientInvalid(address.email().isBlank() ? address.label() : address.email());
        }
    }

    private static List<OutgoingAddress> fit(List<Address> addresses) {
        return addresses.stream().flatMap(Composing::fit).toList();
    }

    private static Stream<OutgoingAddress> fit(Address address) {
        try {
            return Stream.of(OutgoingAddress.of(address));
        } catch (IllegalArgumentException unfinished) {
            return Stream.empty();
        }
    }

    /** Has the octets read by somebody, from a file that is gone afterwards. */
    <T> T read(OutgoingMessage message, MessageWriter.Copy copy, Function<InputStream, T> reader) {
        Path file = null;
        try {
            Files.createDirectories(settings.directory());
            file = Files.createTempFile(settings.directory(), "message-", ".part");
            try (var octets = new BufferedOutputStream(Files.newOutputStream(file))) {
                MessageWriter.write(message, copy, octets);
            }
            try (var octets = Files.newInputStream(file)) {
                return reader.apply(octets);
            }
        } catch (IOException failure) {
            throw new MailFailure.NoRoom(failure);
        } finally {
            remove(file);
        }
    }

    private static void remove(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            // It is swept later.
        }
    }
}
