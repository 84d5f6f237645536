package io.lettergate.accounts.clues;

import io.lettergate.mail.Authentication;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The servers of large providers, as they publish them, out of our own table. */
public final class Providers implements Lookup {

    private static final List<Provider> ALL = read();

    /** One of them; a list is empty where the table has a dash. */
    private record Provider(
            List<String> imap,
            List<String> pop3,
            String smtp,
            Set<Authentication> authentication,
            List<String> domains,
            List<String> exchangers) {

        Stream<Hint> hints(Seek seek) {
            var colon = smtp.indexOf(':');
            var port = Integer.parseInt(smtp.substring(colon + 1));
            var way = port == 465 ? Encryption.TLS : Encryption.STARTTLS;
            return Stream.of(
                            imap.stream().map(host -> hint(Kind.IMAP, host, 993, Encryption.TLS, seek)),
                            pop3.stream().map(host -> hint(Kind.POP3, host, 995, Encryption.TLS, seek)),
                            Stream.of(hint(Kind.SUBMISSION, smtp.substring(0, colon), port, way, seek)))
                    .flatMap(hints -> hints);
        }

        private Hint hint(Kind kind, String host, int port, Encryption encryption, Seek seek) {
            return new Hint(kind, new Endpoint(host, port, encryption), seek.address(), authentication);
        }
    }

    private static List<Provider> read() {
        try (var lines = new BufferedReader(new InputStreamReader(table(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> provider(List.of(line.split(" "))))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static InputStream table() {
        var table = Providers.class.getResourceAsStream("providers.txt");
        if (table == null) {
            throw new IllegalStateException("The table of providers is missing");
        }
        return table;
    }

    private static Provider provider(List<String> words) {
        return new Provider(
                list(words.get(0)),
                list(words.get(1)),
                words.get(2),
                list(words.get(3)).stream()
                        .map(word -> Authentication.valueOf(word.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toUnmodifiableSet()),
                list(words.get(4)),
                list(words.get(5)));
    }

    private static List<String> list(String word) {
        return word.equals("-") ? List.of() : List.of(word.split(","));
    }

    @Override
    public String place(Seek seek) {
        return seek.domain();
    }

    @Override
    public Clues look(Seek seek) {
        return Clues.vouched(ALL.stream()
                .filter(provider -> provider.domains().contains(seek.domain()))
                .flatMap(provider -> provider.hints(seek))
                .toList());
    }

    /** Who keeps mail that is taken by hosts of this domain. */
    static List<Hint> takingMailAt(String exchangers, Seek seek) {
        return ALL.stream()
                .filter(provider -> provider.exchangers().contains(exchangers))
                .findFirst()
                .map(provider -> provider.hints(seek).toList())
                .orElse(List.of());
    }
}
