package io.lettergate.webmail.content;

import io.lettergate.reading.Illustrations;
import java.util.List;

/**
 * The parts of a message's body, in reading order, and how they are shown.
 *
 * @param inline the pictures that stand within one of them
 */
public record Opened(List<Shown> parts, Illustrations inline, Sight sight) {

    public Opened {
        parts = List.copyOf(parts);
    }
}
