package io.lettergate.reading;

import com.github.mangstadt.vinnie.SyntaxStyle;
import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.Context;
import com.github.mangstadt.vinnie.io.SyntaxRules;
import com.github.mangstadt.vinnie.io.VObjectDataAdapter;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import com.github.mangstadt.vinnie.io.VObjectReader;
import io.lettergate.mail.PartNumber;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Somebody's visiting card (RFC 6350). */
public record Card(PartNumber part, String name, String company, List<String> emails, List<String> phones) {

    private static final int MOST = 20;
    private static final int LONGEST = 300;

    public Card {
        emails = List.copyOf(emails);
        phones = List.copyOf(phones);
    }

    /** The cards of a part. */
    static List<Card> read(String text, PartNumber part) {
        var listener = new Listener(part);
        try (var reader = new VObjectReader(new StringReader(text), new SyntaxRules(SyntaxStyle.NEW))) {
            reader.parse(listener);
        } catch (IOException | RuntimeException unreadable) {
            // What was read so far stays.
        }
        return listener.cards.stream()
                .filter(card -> !card.name().isEmpty() || !card.emails().isEmpty())
                .limit(MOST)
                .toList();
    }

    /** Gathers what a card tells. */
    private static final class Listener extends VObjectDataAdapter {

        private final PartNumber part;
        private final List<Card> cards = new ArrayList<>();
        private final List<String> emails = new ArrayList<>();
        private final List<String> phones = new ArrayList<>();
        private String formatted = "";
        private String structured = "";
        private String title = "";
        private String company = "";

        Listener(PartNumber part) {
            this.part = part;
        }

        @Override
        public void onProperty(VObjectProperty property, Context context) {
            var value = property.getValue() == null ? "" : property.getValue();
            switch (property.getName().toUpperCase(Locale.ROOT)) {
                case "FN" -> formatted = plain(value);
                case "N" -> structured = name(value);
                case "TITLE" -> title = plain(value);
                case "ORG" ->
                    company = structured(value).stream()
                            .filter(one -> !one.isEmpty())
                            .collect(Collectors.joining(", "));
                case "EMAIL" -> add(emails, plain(value));
                case "TEL" -> add(phones, plain(value).replaceFirst("^tel:", ""));
                default -> {}
            }
        }

        @Override
        public void onComponentEnd(String name, Context context) {
            if (name.equalsIgnoreCase("VCARD") && cards.size() < MOST) {
                cards.add(new Card(
                        part,
                        cut(formatted.isEmpty() ? structured : formatted),
                        cut(title.isEmpty() || company.isEmpty() ? title + company : title + ", " + company),
                        emails,
                        phones));
                clear();
            }
        }

        private void clear() {
            formatted = "";
            structured = "";
            title = "";
            company = "";
            emails.clear();
            phones.clear();
        }

        private static void add(List<String> values, String value) {
            if (!value.isEmpty() && values.size() < MOST) {
                values.add(cut(value));
            }
        }

        /** Given names come second. */
        private static String name(String value) {
            var names = structured(value);
            return (names.size() > 1 ? names.get(1) + " " + names.getFirst() : String.join(" ", names)).strip();
        }

        private static List<String> structured(String value) {
            return VObjectPropertyValues.parseSemiStructured(value).stream()
                    .map(String::strip)
                    .toList();
        }

        private static String plain(String value) {
            return VObjectPropertyValues.unescape(value).strip();
        }
    }

    private static String cut(String text) {
        return Cut.of(text, LONGEST);
    }
}
