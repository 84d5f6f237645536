package io.lettergate.sending.identities;

import io.lettergate.mail.Address;
import io.lettergate.mime.OutgoingAddress;
import io.lettergate.mime.OutgoingMessage;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody writes as (RFC 8621 §6).
 *
 * @param name empty where only the address is shown
 * @param replyTo where answers go, if not to the address
 * @param signature as plain text; empty for none
 * @param signatureHtml absent where it is to be made from the text
 * @param preferred whether new messages begin with this one
 */
public record Identity(
        String id,
        String name,
        String address,
        @Nullable String replyTo,
        String signature,
        @Nullable String signatureHtml,
        boolean preferred) {

    private static final int LONGEST_SIGNATURE = 20_000;

    public Identity {
        name = OutgoingMessage.requireLine("The name", name).strip();
        address = OutgoingAddress.of(new Address(name, address)).email();
        replyTo = replyTo == null || replyTo.isBlank()
                ? null
                : OutgoingAddress.of(new Address(null, replyTo)).email();
        boolean isLong = signature.length() > LONGEST_SIGNATURE
                || (signatureHtml != null && signatureHtml.length() > LONGEST_SIGNATURE);
        if (isLong) {
            throw new IllegalArgumentException("A signature has at most " + LONGEST_SIGNATURE + " characters.");
        }
    }

    public OutgoingAddress from() {
        return OutgoingAddress.of(new Address(name, address));
    }
}
