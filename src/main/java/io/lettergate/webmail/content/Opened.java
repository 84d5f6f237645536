package io.lettergate.webmail.content;

import java.util.List;

/** The parts of a message's body, in reading order, and how they are shown. */
public record Opened(List<Shown> parts, Sight sight) {

    public Opened {
        parts = List.copyOf(parts);
    }
}
