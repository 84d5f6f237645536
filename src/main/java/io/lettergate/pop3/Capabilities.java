package io.lettergate.pop3;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server says it can do (CAPA of RFC 2449).
 *
 * @param known whether it said anything at all
 * @param loginDelay how long to wait between two sign-ins; zero where it does not say
 * @param expire how long it keeps messages; absent where it does not say
 * @param sasl the mechanisms of AUTH, in upper case
 * @param variesByUser whether delay or expiry may be other ones after signing in
 * @param words all of it, a line each
 */
record Capabilities(
        boolean known,
        boolean uidl,
        boolean top,
        boolean user,
        boolean pipelining,
        boolean stls,
        boolean respCodes,
        Duration loginDelay,
        @Nullable Expire expire,
        Set<String> sasl,
        boolean variesByUser,
        List<String> words) {

    /** Those of a server that does not know the command. */
    static final Capabilities UNKNOWN = new Capabilities(
            false, false, false, false, false, false, false, Duration.ZERO, null, Set.of(), false, List.of());

    private static final Pattern SPACES = Pattern.compile(" +");
    private static final int MOST_DIGITS = 7;

    Capabilities {
        sasl = Set.copyOf(sasl);
        words = List.copyOf(words);
    }

    /** Reads the lines of the answer to CAPA. */
    static Capabilities of(List<String> lines) {
        var names = new LinkedHashSet<String>();
        var sasl = new LinkedHashSet<String>();
        var delay = Duration.ZERO;
        Expire expire = null;
        var varies = false;
        for (var line : lines) {
            var parts = List.of(SPACES.split(line.strip().toUpperCase(Locale.ROOT)));
            var name = parts.getFirst();
            names.add(name);
            switch (name) {
                case "SASL" -> sasl.addAll(parts.subList(1, parts.size()));
                case "LOGIN-DELAY" -> delay = Duration.ofSeconds(number(parts));
                case "EXPIRE" -> expire = expire(parts, expire);
                case "EXPIRENEVER" -> expire = Expire.NEVER;
                default -> {}
            }
            varies |= parts.size() > 2 && parts.get(2).equals("USER");
        }
        return new Capabilities(
                true,
                names.contains("UIDL"),
                names.contains("TOP"),
                names.contains("USER"),
                names.contains("PIPELINING"),
                names.contains("STLS"),
                names.contains("RESP-CODES"),
                delay,
                expire,
                sasl,
                varies,
                new ArrayList<>(lines));
    }

    private static @Nullable Expire expire(List<String> parts, @Nullable Expire unread) {
        if (parts.size() > 1 && parts.get(1).equals("NEVER")) {
            return Expire.NEVER;
        }
        return parts.size() > 1 && isNumber(parts.get(1)) ? new Expire(Integer.valueOf(parts.get(1))) : unread;
    }

    private static long number(List<String> parts) {
        return parts.size() > 1 && isNumber(parts.get(1)) ? Long.parseLong(parts.get(1)) : 0;
    }

    private static boolean isNumber(String word) {
        return word.length() <= MOST_DIGITS && word.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
