package io.lettergate.safehtml;

import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells where links truly lead: their addresses are read as browsers read them. */
final class Targets {

    private static final Pattern IS_WEB = Pattern.compile("(?is)https?:.*");
    private static final Pattern WEB = Pattern.compile(
            "(?is)(https?):[/\\\\]{2,}+(?:[^/?#@\\\\]{0,500}@){0,20}([^/?#@\\\\]{1,500})((?:[/?#\\\\].*)?)");
    private static final Pattern UNSEEN_BY_BROWSERS = Pattern.compile("[\\t\\r\\n]");
    private static final Pattern PORT = Pattern.compile(":[0-9]{0,5}$");
    private static final Pattern HOST = Pattern.compile(
            "(?i)(?:^|[\\s(\\[<\"'/@])((?:[\\p{L}\\p{N}-]{1,63}\\.){1,8}\\p{L}{2,24})(?![\\p{L}\\p{N}@-])");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\t\\r\\n]]");
    /** Letters of other scripts that look like those of ours. */
    private static final Pattern LOOKALIKE = Pattern.compile(
            "[-0-9\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u04cf"
                    + "\u0475\u0432\u043a\u043c\u043d\u0442\u03b1\u03bf\u03bd\u03c1\u03b9\u03ba\u03c5\u0261\u0269]{1,63}");

    private static final Pattern LATIN = Pattern.compile("[\\p{IsLatin}]");
    private static final Pattern OTHER = Pattern.compile("[\\p{IsCyrillic}\\p{IsGreek}\\p{IsArmenian}\\p{IsCherokee}]");
    private static final int LONGEST = 300;

    private Targets() {}

    /** The address without a name before its host, which can only be there to deceive; empty where it has no host. */
    static String plain(String address) {
        var written = UNSEEN_BY_BROWSERS.matcher(address.strip()).replaceAll("");
        if (!IS_WEB.matcher(written).matches()) {
            return address;
        }
        var web = WEB.matcher(written);
        if (!web.matches()) {
            return "";
        }
        var rest = web.group(3).startsWith("\\") ? "/" + web.group(3).substring(1) : web.group(3);
        return web.group(1) + "://" + web.group(2) + rest;
    }

    /** The host as it is looked up: a letter of another script is seen as such. */
    static Optional<String> host(String address) {
        var web = WEB.matcher(address.strip());
        return web.matches()
                ? Optional.of(ascii(
                        decoded(PORT.matcher(web.group(2)).replaceFirst("").strip())))
                : Optional.empty();
    }

    private static String decoded(String host) {
        try {
            return host.indexOf('%') < 0 ? host : URLDecoder.decode(host.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException odd) {
            return host;
        }
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException odd) {
            return host.toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the words of a link name a host, and it leads to another, or to one that is not what it looks like. */
    static boolean deceives(String words, String host) {
        var seen = UNSEEN.matcher(words).replaceAll("").strip();
        if (seen.length() > LONGEST) {
            return false;
        }
        var said = Normalizer.normalize(seen, Normalizer.Form.NFKC).replace('\u3002', '.');
        boolean isAddress = said.indexOf(' ') < 0 || said.contains("://") || said.contains("www.");
        return isAddress && namesAnother(said, host);
    }

    private static boolean namesAnother(String words, String host) {
        var named = HOST.matcher(words);
        boolean isAny = false;
        while (named.find()) {
            isAny = true;
            var said = bare(ascii(named.group(1)));
            var real = bare(host);
            if (real.equals(said) || real.endsWith("." + said)) {
                return looksLikeAnother(named.group(1));
            }
        }
        return isAny;
    }

    /** Whether a part of it mixes our letters with others, or has none but such as look like ours. */
    static boolean looksLikeAnother(String host) {
        for (var label : host.toLowerCase(Locale.ROOT).split("\\.", -1)) {
            boolean hasOther = OTHER.matcher(label).find();
            if (hasOther
                    && (LATIN.matcher(label).find() || LOOKALIKE.matcher(label).matches())) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String host) {
        return host.startsWith("www.") ? host.substring(4) : host;
    }
}
