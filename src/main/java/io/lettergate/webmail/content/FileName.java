package io.lettergate.webmail.content;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A stranger's file name made fit to be saved under: no path, no control character, no device, not too long. */
final class FileName {

    private static final int LONGEST = 200;
    private static final Pattern UNFIT = Pattern.compile("[/\\\\:*?\"<>|]+");
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.DOTALL);

    private FileName() {}

    static String of(@Nullable String given, String fallback) {
        var name = UNFIT.matcher(OneLine.of(given)).replaceAll("_").replaceAll("^[. ]+|(?<![. ])[. ]+$", "");
        if (name.isEmpty()) {
            return fallback;
        }
        return shortened(DEVICE.matcher(name).matches() ? "_" + name : name);
    }

    /** Cuts before the ending, which tells what to open the file with. */
    private static String shortened(String name) {
        var dot = name.lastIndexOf('.');
        var ending = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
        var stem = name.substring(0, name.length() - ending.length());
        while (octets(stem) + octets(ending) > LONGEST) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + ending;
    }

    private static int octets(String words) {
        return words.getBytes(StandardCharsets.UTF_8).length;
    }
}
