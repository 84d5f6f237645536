package io.lettergate.answering;

import io.lettergate.mail.Address;
import io.lettergate.mime.OutgoingAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;

/** The mail that a list wants to be left with: to one address, and nobody else whatever its link says (RFC 6068). */
public record ExitMail(OutgoingAddress to, String subject, String text) {

    private static final String SCHEME = "mailto:";
    private static final int LONGEST = 500;

    static Stream<ExitMail> of(String link) {
        if (!link.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Stream.empty();
        }
        try {
            var rest = link.substring(SCHEME.length());
            int query = rest.indexOf('?');
            var to = decoded(query < 0 ? rest : rest.substring(0, query));
            var fields = query < 0 ? "" : rest.substring(query + 1);
            var subject = field(fields, "subject");
            return Stream.of(new ExitMail(
                    OutgoingAddress.of(new Address(null, to)),
                    subject.isEmpty() ? "unsubscribe" : subject.replaceAll("\\p{Cntrl}", " "),
                    field(fields, "body")));
        } catch (IllegalArgumentException unfit) {
            return Stream.empty();
        }
    }

    private static String field(String fields, String name) {
        return Stream.of(fields.split("&"))
                .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name + "="))
                .map(field -> decoded(field.substring(name.length() + 1)))
                .map(value -> value.substring(0, Math.min(value.length(), LONGEST)))
                .findFirst()
                .orElse("");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
