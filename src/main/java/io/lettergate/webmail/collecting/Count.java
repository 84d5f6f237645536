package io.lettergate.webmail.collecting;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;

/** Reads a number that somebody typed: none where nothing was, and an impossible one where it was something else. */
final class Count<T extends Number> extends PropertyEditorSupport {

    private final Function<String, T> reading;
    private final T impossible;

    Count(Function<String, T> reading, T impossible) {
        this.reading = reading;
        this.impossible = impossible;
    }

    @Override
    public void setAsText(String text) {
        setValue(text.isBlank() ? null : number(text.strip()));
    }

    private T number(String text) {
        try {
            return reading.apply(text);
        } catch (NumberFormatException other) {
            return impossible;
        }
    }
}
