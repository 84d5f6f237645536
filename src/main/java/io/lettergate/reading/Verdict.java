package io.lettergate.reading;

import io.lettergate.mail.Address;
import io.lettergate.mail.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the reader's own mail server found out about who sent a message (RFC 8601).
 *
 * @param domain the one that the message says it is from
 */
public record Verdict(Finding finding, String domain) {

    /** How sure it is. */
    public enum Finding {
        /** It comes from the domain that it names. */
        CONFIRMED,
        /** It names a domain whose owner says that such mail is not theirs. */
        REFUTED,
        /** Nobody can tell. */
        OPEN
    }

    private static final String FIELD = "Authentication-Results";
    private static final int LONGEST = 8_000;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,250}");
    private static final Pattern RESULT =
            Pattern.compile("\\s{0,9}([a-z][a-z0-9-]{0,30})(?:/[0-9]{1,3})?\\s{0,9}=\\s{0,9}([a-z]{1,20})");
    private static final Pattern PROPERTY = Pattern.compile("\\sheader\\.([dibs])\\s{0,9}=\\s{0,9}([^\\s;]{1,320})");
    /** What each method checked, by its property; all else in a result may be the sender's own words. */
    private static final Map<String, Pattern> DOMAINS = Map.of(
            "dkim", property("header\\.[di]"),
            "spf", property("smtp\\.mailfrom"),
            "dmarc", property("header\\.(?:from|d)"));

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private static Pattern property(String name) {
        return Pattern.compile("\\s" + name + "\\s{0,9}=\\s{0,9}([^\\s;]{1,320})");
    }

    /**
     * Reads the topmost run of results: those further down may be anybody's.
     *
     * @param trusted the servers that are believed, in lower case
     * @return nothing where none of them says anything
     */
    static @Nullable Verdict of(List<Header> headers, List<Address> from, List<String> trusted) {
        var results = results(headers, trusted);
        long names = headers.stream()
                .filter(header -> header.name().equalsIgnoreCase("From"))
                .count();
        if (results.isEmpty() || from.size() != 1 || names > 1) {
            return null;
        }
        var email = from.getFirst().email();
        var domain = email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        var dmarc = results.stream()
                .filter(result -> result.method().equals("dmarc"))
                .findFirst();
        if (dmarc.isPresent() && dmarc.get().isFor(domain)) {
            return switch (dmarc.get().result()) {
                case "pass", "bestguesspass" -> new Verdict(Finding.CONFIRMED, domain);
                case "fail" -> new Verdict(Finding.REFUTED, domain);
                default -> byDomain(results, domain);
            };
        }
        return byDomain(results, domain);
    }

    private static Verdict byDomain(List<Result> results, String domain) {
        boolean isProven = results.stream()
                .anyMatch(result ->
                        (result.method().equals("dkim") || result.method().equals("spf"))
                                && result.result().equals("pass")
                                && result.domains().stream().anyMatch(proven -> covers(proven, domain)));
        return new Verdict(isProven ? Finding.CONFIRMED : Finding.OPEN, domain);
    }

    /** Whether a server that is believed verified a signature, and found it good. */
    static boolean isGood(Signature signature, List<Header> headers, List<String> trusted) {
        return results(headers, trusted).stream()
                .anyMatch(result ->
                        result.method().equals("dkim") && result.result().equals("pass") && result.isOf(signature));
    }

    /** A domain speaks for those below it. */
    private static boolean covers(String proven, String domain) {
        return domain.equals(proven) || (proven.contains(".") && domain.endsWith("." + proven));
    }

    /** Of each method the topmost field counts that tells of it: the one below may be the first of the sender's. */
    private static List<Result> results(List<Header> headers, List<String> trusted) {
        var results = new ArrayList<Result>();
        boolean hasBegun = false;
        for (var header : headers) {
            boolean isOne = header.name().equalsIgnoreCase(FIELD);
            boolean isTrusted = isOne && trusted.contains(server(header.value()));
            if ((hasBegun && !isTrusted) || (isOne && !isTrusted)) {
                return results;
            }
            if (isTrusted) {
                hasBegun = true;
                var said = results.stream().map(Result::method).collect(Collectors.toSet());
                read(header.value())
                        .filter(result -> !said.contains(result.method()))
                        .forEach(results::add);
            }
        }
        return results;
    }

    private static String server(String value) {
        var word = WORD.matcher(withoutComments(value).strip());
        return word.lookingAt() ? word.group().toLowerCase(Locale.ROOT) : "";
    }

    private static Stream<Result> read(String value) {
        return Pattern.compile(";")
                .splitAsStream(withoutComments(value).toLowerCase(Locale.ROOT))
                .skip(1)
                .flatMap(Verdict::result);
    }

    private static Stream<Result> result(String piece) {
        var result = RESULT.matcher(piece);
        if (!result.lookingAt()) {
            return Stream.empty();
        }
        var property = DOMAINS.getOrDefault(result.group(1), NOTHING);
        var domains = property.matcher(piece)
                .results()
                .map(found -> found.group(1).substring(found.group(1).lastIndexOf('@') + 1))
                .toList();
        return Stream.of(new Result(result.group(1), result.group(2), domains, properties(piece)));
    }

    private static Map<String, String> properties(String piece) {
        return PROPERTY.matcher(piece)
                .results()
                .collect(Collectors.toUnmodifiableMap(
                        found -> found.group(1), found -> found.group(2), (first, second) -> first));
    }

    /** What is quoted stays one word, without what could make it look like more. */
    private static String withoutComments(String value) {
        var plain = new StringBuilder();
        int depth = 0;
        boolean isQuoted = false;
        for (int i = 0; i < Math.min(value.length(), LONGEST); i++) {
            char c = value.charAt(i);
            if (c == '\\' && (isQuoted || depth > 0)) {
                i++;
                continue;
            }
            boolean isQuote = c == '"' && depth == 0;
            isQuoted ^= isQuote;
            if (c == '(' && !isQuoted) {
                depth++;
            }
            if (depth == 0 && !isQuote && !(isQuoted && (c == ';' || c == '=' || Character.isWhitespace(c)))) {
                plain.append(c);
            }
            if (c == ')' && !isQuoted) {
                depth = Math.max(0, depth - 1);
            }
        }
        return plain.toString();
    }

    /** What one method found. */
    private record Result(String method, String result, List<String> domains, Map<String, String> properties) {

        /** Two of one domain are told apart by what else is told (RFC 8601 §2.7.1, RFC 6008). */
        boolean isOf(Signature signature) {
            var identity = properties.getOrDefault("i", "");
            var named = identity.substring(identity.lastIndexOf('@') + 1);
            var domain = properties.getOrDefault("d", "");
            boolean isDomain = domain.isEmpty() ? covers(signature.domain(), named) : domain.equals(signature.domain());
            return isDomain
                    && properties.getOrDefault("s", signature.selector()).equals(signature.selector())
                    && signature.data().startsWith(properties.getOrDefault("b", ""));
        }

        boolean isFor(String domain) {
            return domains.isEmpty() || domains.contains(domain);
        }
    }
}
