package io.lettergate.reading;

import io.lettergate.mail.Envelope;
import io.lettergate.mail.Part;
import org.jspecify.annotations.Nullable;

/**
 * A message within another.
 *
 * @param envelope what it is about; absent where that is not told without opening it
 * @param preview its first words; empty where they are not told
 */
public record Inner(Part part, @Nullable Envelope envelope, String preview) {}
