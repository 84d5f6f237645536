package io.lettergate.answering;

import io.lettergate.mail.Message;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a mailing list says that it can be left (RFC 2369 §3.2, RFC 8058). A message that says so twice says nothing.
 *
 * @param way the best there is
 * @param page where it is left in the Web; absent where it is left by mail
 * @param mail absent where it is left in the Web
 */
public record ListExit(
        Way way, @Nullable URI page, @Nullable ExitMail mail) {

    private static final String FIELD = "List-Unsubscribe";
    private static final String POST_FIELD = "List-Unsubscribe-Post";

    /** What says how a list is left, and has to be vouched for. */
    static final List<String> FIELDS = List.of(FIELD, POST_FIELD);

    private static final Pattern ADDRESS = Pattern.compile("<([^<>]*)>");
    private static final int LONGEST = 2_000;
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    /** What has to be done. */
    public enum Way {
        /** The list's server is told, and that is all. */
        ONE_CLICK,
        /** A mail is sent. */
        MAIL,
        /** A person opens a page. */
        PAGE;

        /** As message keys spell it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace("_", "");
        }
    }

    /**
     * The way out that a message names, if any can be used.
     *
     * @param isVouched whether the sender's server vouches for the fields: nobody is told by one click without that
     *     (RFC 8058 §4)
     */
    static Optional<ListExit> of(Message message, boolean isVouched) {
        var named = field(message, FIELD);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        var addresses = ADDRESS.matcher(named.get())
                .results()
                .map(found -> found.group(1).replaceAll("\\s", ""))
                .filter(address -> address.length() <= LONGEST)
                .toList();
        var page = addresses.stream().flatMap(ListExit::page).findFirst();
        var mail = addresses.stream().flatMap(ExitMail::of).findFirst();
        var isOneClick = field(message, POST_FIELD)
                .filter(value -> value.strip().equalsIgnoreCase(ONE_CLICK))
                .isPresent();
        return page.filter(there -> isOneClick && isVouched)
                .map(there -> new ListExit(Way.ONE_CLICK, there, null))
                .or(() -> mail.map(there -> new ListExit(Way.MAIL, null, there)))
                .or(() -> page.map(there -> new ListExit(Way.PAGE, there, null)));
    }

    private static Optional<String> field(Message message, String name) {
        List<String> values = message.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(header -> header.value())
                .toList();
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    private static Stream<URI> page(String address) {
        try {
            var page = new URI(address);
            boolean isFit = "https".equalsIgnoreCase(page.getScheme())
                    && page.getHost() != null
                    && page.getRawUserInfo() == null;
            return isFit ? Stream.of(page) : Stream.empty();
        } catch (URISyntaxException none) {
            return Stream.empty();
        }
    }

    /** Who is told: a host or an address. */
    public String where() {
        if (page != null) {
            return page.getHost();
        }
        return mail == null ? "" : mail.to().email();
    }
}
