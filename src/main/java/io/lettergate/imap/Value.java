package io.lettergate.imap;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A piece of what an IMAP server says (RFC 9051 §4). */
sealed interface Value {

    /** A word or number as it stands. */
    record Atom(String word) implements Value {}

    /** NIL: nothing was given. */
    record Nil() implements Value {}

    /** Pieces in parentheses. */
    record Many(List<Value> values) implements Value {

        public Many {
            values = List.copyOf(values);
        }

        Value at(int index) {
            return index < values.size() ? values.get(index) : new Nil();
        }
    }

    /** A quoted string or a literal: octets in an unknown charset. */
    final class Text implements Value {
        private final byte[] octets;

        Text(byte[] octets) {
            this.octets = octets;
        }

        byte[] octets() {
            return octets;
        }
    }

    /** The text of a word or string; empty for anything else. Octets beyond ASCII are kept one by one. */
    default String asText() {
        return switch (this) {
            case Atom atom -> atom.word();
            case Text text -> new String(text.octets(), StandardCharsets.ISO_8859_1);
            case Nil nil -> "";
            case Many many -> "";
        };
    }

    /** The octets of a string; none for anything else. */
    default byte[] asOctets() {
        return switch (this) {
            case Atom atom -> atom.word().getBytes(StandardCharsets.ISO_8859_1);
            case Text text -> text.octets();
            case Nil nil -> new byte[0];
            case Many many -> new byte[0];
        };
    }

    /** The number in a word; zero where there is none. */
    default long asNumber() {
        try {
            return Long.parseLong(asText().strip());
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    default boolean isNil() {
        return this instanceof Nil;
    }

    default List<Value> asList() {
        return this instanceof Many many ? many.values() : List.of();
    }
}
