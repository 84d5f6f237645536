package io.lettergate.safehtml;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes colours in the one spelling that the policy knows, whatever spelling they came in: where a ground were dropped,
 * and the words on it kept, nobody could read them.
 */
final class Hues {

    private static final String PART = "([0-9]{1,3}(?:\\.[0-9]{1,6})?%?)";
    private static final String NEXT = "\\s{0,5}[, ]\\s{0,5}";
    private static final String ALPHA = "(?:\\s{0,5}[,/]\\s{0,5}([0-9.]{1,8}%?))?\\s{0,5}\\)";
    private static final Pattern RGB =
            Pattern.compile("(?i)rgba?\\(\\s{0,5}" + PART + NEXT + PART + NEXT + PART + ALPHA);
    private static final Pattern HSL =
            Pattern.compile("(?i)hsla?\\(\\s{0,5}" + PART + "(?:deg)?" + NEXT + PART + NEXT + PART + ALPHA);
    private static final Pattern GRADIENT = Pattern.compile("(?i)background(?:-image)?\\s{0,5}:[^;()]{0,100}?"
            + "(?:repeating-)?(?:linear|radial|conic)-gradient\\(([^();]{0,300})\\)[^;]{0,300}");
    private static final Pattern COLOUR = Pattern.compile("#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\\b|\\b[a-zA-Z]{3,20}\\b");

    private Hues() {}

    /** Half of a colour is as it looks on white, and a ground of several is of the first of them. */
    static String plain(String declarations) {
        if (declarations.indexOf('(') < 0) {
            return declarations;
        }
        var plain = RGB.matcher(declarations).replaceAll(Hues::ofRgb);
        plain = HSL.matcher(plain).replaceAll(Hues::ofHsl);
        // A ground that is made smaller is a line or a dot.
        return plain.contains("gradient(") && !plain.contains("background-size")
                ? GRADIENT.matcher(plain).replaceAll(Hues::ofGradient)
                : plain;
    }

    private static String ofGradient(MatchResult found) {
        return COLOUR.matcher(found.group(1))
                .results()
                .map(MatchResult::group)
                .filter(word -> Darkness.Rgb.of(word.toLowerCase(Locale.ROOT)).isPresent())
                .findFirst()
                .map(colour -> "background-color:" + colour)
                .orElse("");
    }

    private static String ofRgb(MatchResult found) {
        return hex(channel(found.group(1)), channel(found.group(2)), channel(found.group(3)), part(found.group(4)));
    }

    private static double channel(String written) {
        return written.endsWith("%") ? number(written) * 2.55 : number(written);
    }

    /** By the formula of CSS Color 4 §7.1. */
    private static String ofHsl(MatchResult found) {
        double hue = number(found.group(1)) % 360;
        double saturation = Math.min(number(found.group(2)), 100) / 100;
        double lightness = Math.min(number(found.group(3)), 100) / 100;
        double most = saturation * Math.min(lightness, 1 - lightness);
        return hex(
                255 * mixed(0, hue, lightness, most),
                255 * mixed(8, hue, lightness, most),
                255 * mixed(4, hue, lightness, most),
                part(found.group(4)));
    }

    private static double mixed(int place, double hue, double lightness, double most) {
        double k = (place + hue / 30) % 12;
        return lightness - most * Math.clamp(Math.min(k - 3, 9 - k), -1, 1);
    }

    private static String hex(double red, double green, double blue, double part) {
        return part < 0.05
                ? "transparent"
                : "#%02x%02x%02x".formatted(onWhite(red, part), onWhite(green, part), onWhite(blue, part));
    }

    private static int onWhite(double channel, double part) {
        return (int) Math.round(Math.clamp(channel, 0, 255) * part + 255 * (1 - part));
    }

    private static double part(@Nullable String alpha) {
        return Optional.ofNullable(alpha)
                .map(written -> Math.clamp(written.endsWith("%") ? number(written) / 100 : number(written), 0.0, 1.0))
                .orElse(1.0);
    }

    private static double number(String written) {
        try {
            return Double.parseDouble(written.replace("%", ""));
        } catch (NumberFormatException odd) {
            return 1;
        }
    }
}
