package io.lettergate.mailbox.spi;

import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Part;
import io.lettergate.mime.MessageHeader;
import org.jspecify.annotations.Nullable;

/**
 * A message as a connector hands it over.
 *
 * @param structure absent where the server's own could not be read
 */
public record FetchedMessage(
        MessageSummary summary,
        MessageHeader header,
        @Nullable Part structure) {}
