package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.mail.Envelope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The decoded header fields that say what a message is about, as the API shows them. */
@Schema(name = "Envelope")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EnvelopeAnswer(
        String subject,
        List<AddressAnswer> from,
        List<AddressAnswer> replyTo,
        List<AddressAnswer> to,
        List<AddressAnswer> cc,
        List<AddressAnswer> bcc,

        @Schema(description = "The Date field, in UTC") @Nullable
        Instant sentAt,

        @Schema(description = "The Message-ID field") @Nullable
        String messageId,

        List<String> inReplyTo,
        List<String> references) {

    static EnvelopeAnswer of(Envelope envelope) {
        return new EnvelopeAnswer(
                envelope.subject(),
                AddressAnswer.of(envelope.from()),
                AddressAnswer.of(envelope.replyTo()),
                AddressAnswer.of(envelope.to()),
                AddressAnswer.of(envelope.cc()),
                AddressAnswer.of(envelope.bcc()),
                envelope.sentAt(),
                envelope.messageId(),
                envelope.inReplyTo(),
                envelope.references());
    }
}
