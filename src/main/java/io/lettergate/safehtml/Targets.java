package io.lettergate.safehtml;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells where links truly lead. */
final class Targets {

    private static final Pattern WEB =
            Pattern.compile("(?is)\\s*(https?)://([^/?#@\\\\]{0,500}@)?([^/?#:@\\\\\\s]{1,500})(.*)");
    private static final Pattern HOST = Pattern.compile(
            "(?i)(?:^|[\\s(\\[<\"'/@])((?:[\\p{L}\\p{N}-]{1,63}\\.){1,8}\\p{L}{2,24})(?![\\p{L}\\p{N}@-])");
    private static final int LONGEST = 300;

    private Targets() {}

    /** The address without a name before its host, which can only be there to deceive. */
    static String plain(String address) {
        var web = WEB.matcher(address);
        return web.matches() && web.group(2) != null ? web.group(1) + "://" + web.group(3) + web.group(4) : address;
    }

    /** The host as it is looked up: a letter of another script is seen as such. */
    static Optional<String> host(String address) {
        var web = WEB.matcher(address);
        return web.matches() ? Optional.of(ascii(web.group(3))) : Optional.empty();
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException odd) {
            return host.toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the words of a link name a host, and it leads to another. */
    static boolean deceives(String words, String host) {
        var said = words.strip();
        boolean isAddress = said.indexOf(' ') < 0 || said.contains("://") || said.contains("www.");
        return said.length() <= LONGEST && isAddress && namesAnother(said, host);
    }

    private static boolean namesAnother(String words, String host) {
        var named = HOST.matcher(words);
        boolean isAny = false;
        while (named.find()) {
            isAny = true;
            var said = bare(ascii(named.group(1)));
            var real = bare(host);
            if (real.equals(said) || real.endsWith("." + said)) {
                return false;
            }
        }
        return isAny;
    }

    private static String bare(String host) {
        return host.startsWith("www.") ? host.substring(4) : host;
    }
}
