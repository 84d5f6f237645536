package io.lettergate.reading;

import io.lettergate.mail.Message;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * Says whether the sender's server vouches for header fields of a message, by a DKIM signature that covers them (RFC 6376).
 * The signature is not verified here: where the operator named mail servers that are believed, one of them must have done
 * that.
 */
@Service
public class Vouching {

    private final ReadingSettings settings;

    Vouching(ReadingSettings settings) {
        this.settings = settings;
    }

    /** Whether one signature covers all these fields, and was found good by a server that is believed, if there is any. */
    public boolean covers(Message message, Collection<String> fields) {
        var wanted =
                fields.stream().map(field -> field.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        var trusted = settings.authservIds();
        return Signature.in(message.headers()).stream()
                .filter(signature -> signature.covered().containsAll(wanted))
                .anyMatch(signature -> trusted.isEmpty() || Verdict.isGood(signature, message.headers(), trusted));
    }
}
