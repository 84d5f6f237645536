package io.lettergate.mailbox;

import io.lettergate.mail.MessageRef;
import org.jspecify.annotations.Nullable;

/**
 * A message that changed its place.
 *
 * @param to where it is now; absent where the server does not tell
 */
public record Moved(MessageRef from, @Nullable MessageRef to) {}
