package io.lettergate.mime;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Octets to words, in the charset they say they are in, or more likely are in. */
final class Charsets {

    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Pattern WINDOWS = Pattern.compile("(?:cp|win|windows|x-cp)[-_ ]?(125[0-8])");

    /** Names that are wrong, or that mean a smaller charset than the one in use. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("utf8", "utf-8"),
            Map.entry("utf_8", "utf-8"),
            Map.entry("unicode-1-1-utf-8", "utf-8"),
            Map.entry("us-ascii", "utf-8"),
            Map.entry("ascii", "utf-8"),
            Map.entry("ansi_x3.4-1968", "utf-8"),
            Map.entry("utf-7", "utf-8"),
            Map.entry("utf7", "utf-8"),
            Map.entry("unicode-1-1-utf-7", "utf-8"),
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"),
            Map.entry("iso_8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("iso-8859-8-i", "iso-8859-8"),
            Map.entry("iso-8859-8-e", "iso-8859-8"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-11", "x-windows-874"),
            Map.entry("tis-620", "x-windows-874"),
            Map.entry("windows-874", "x-windows-874"),
            Map.entry("gb2312", "gb18030"),
            Map.entry("gb_2312-80", "gb18030"),
            Map.entry("gbk", "gb18030"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("big5", "big5-hkscs"),
            Map.entry("macintosh", "x-macroman"),
            Map.entry("x-mac-roman", "x-macroman"));

    private static final Map<String, Charset> KNOWN = known();

    private Charsets() {}

    /** The charset of that name, or nothing where nobody knows it. */
    static @Nullable Charset named(@Nullable String name) {
        if (name == null) {
            return null;
        }
        var plain = name.strip().replace("\"", "").replace("'", "").toLowerCase(Locale.ROOT);
        var windows = WINDOWS.matcher(plain);
        var known = windows.matches() ? "windows-" + windows.group(1) : ALIASES.getOrDefault(plain, plain);
        return KNOWN.get(known);
    }

    /** Looked up once, because the platform takes long to find that it does not know a name. */
    private static Map<String, Charset> known() {
        var known = new HashMap<String, Charset>();
        for (var charset : Charset.availableCharsets().values()) {
            charset.aliases().forEach(alias -> known.putIfAbsent(alias.toLowerCase(Locale.ROOT), charset));
            known.put(charset.name().toLowerCase(Locale.ROOT), charset);
        }
        return Map.copyOf(known);
    }

    /** Trusts the charset as far as the octets bear it out. */
    static String decode(byte[] octets, @Nullable Charset charset) {
        if (startsWith(octets, 0xEF, 0xBB, 0xBF)) {
            return decode(Arrays.copyOfRange(octets, 3, octets.length), StandardCharsets.UTF_8);
        }
        if (startsWith(octets, 0xFE, 0xFF) || startsWith(octets, 0xFF, 0xFE)) {
            return new String(octets, StandardCharsets.UTF_16);
        }
        if (charset == null || isWideInNameOnly(octets, charset)) {
            return guess(octets);
        }
        return charset.equals(StandardCharsets.UTF_8) ? mostlyUtf8(octets) : new String(octets, charset);
    }

    /** Octets that tell nothing about themselves. */
    static String guess(byte[] octets) {
        if (hasJapaneseEscape(octets)) {
            return new String(octets, Charset.forName("ISO-2022-JP"));
        }
        var strict = strictUtf8(octets);
        return strict == null ? new String(octets, WESTERN) : strict;
    }

    /** The words if all octets are UTF-8; a last character that was cut off does not count, if there are others. */
    static @Nullable String strictUtf8(byte[] octets) {
        var words = CharBuffer.allocate(octets.length);
        var source = ByteBuffer.wrap(octets);
        var result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(source, words, false);
        var text = words.flip().toString();
        boolean isCut = source.hasRemaining();
        return result.isError() || (isCut && text.chars().allMatch(c -> c < 0x80)) ? null : text;
    }

    /** A few broken characters among many good ones are no reason to read all of them as something else. */
    private static String mostlyUtf8(byte[] octets) {
        var strict = strictUtf8(octets);
        if (strict != null) {
            return strict;
        }
        var words = new String(octets, StandardCharsets.UTF_8);
        var broken = words.chars().filter(c -> c == '\uFFFD').count();
        var good = words.chars().filter(c -> c > 0x7F).count() - broken;
        return broken * 10 < good ? words : guess(octets);
    }

    private static boolean isWideInNameOnly(byte[] octets, Charset charset) {
        if (!charset.name().startsWith("UTF-16") && !charset.name().startsWith("UTF-32")) {
            return false;
        }
        for (byte octet : octets) {
            if (octet == 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasJapaneseEscape(byte[] octets) {
        for (int i = 0; i + 2 < octets.length; i++) {
            if (octets[i] == 0x1B && octets[i + 1] == '$' && (octets[i + 2] == 'B' || octets[i + 2] == '@')) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] octets, int... mark) {
        if (octets.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((octets[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
