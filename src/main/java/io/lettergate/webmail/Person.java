package io.lettergate.webmail;

import io.lettergate.mail.Address;
import io.lettergate.webmail.content.OneLine;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Somebody as pages show them.
 *
 * @param initials what their stamp says, one or two letters
 * @param hue 0 to 9, the same for the same address
 */
record Person(String name, String email, String initials, int hue) {

    private static final int HUES = 10;

    static final Person UNKNOWN = new Person("", "", "?", 4);

    static Person of(Address address) {
        var email = OneLine.of(address.email());
        var label = OneLine.of(address.label());
        var name = label.isEmpty() ? email : label;
        return new Person(
                name,
                email,
                initials(name),
                Math.floorMod(email.toLowerCase(Locale.ROOT).hashCode(), HUES));
    }

    static Person first(List<Address> addresses) {
        return addresses.isEmpty() ? UNKNOWN : of(addresses.getFirst());
    }

    /** Whether a name is shown that the address does not already tell. */
    public boolean hasName() {
        return !name.equals(email);
    }

    private static String initials(String name) {
        var words = Arrays.stream(name.split("@", 2)[0].split("[\\s._-]+"))
                .map(word ->
                        word.codePoints().filter(Character::isLetterOrDigit).findFirst())
                .filter(first -> first.isPresent())
                .map(first -> Character.toString(first.getAsInt()).toUpperCase(Locale.ROOT))
                .collect(Collectors.toList());
        if (words.isEmpty()) {
            return "?";
        }
        return words.size() == 1 ? words.getFirst() : words.getFirst() + words.getLast();
    }
}
