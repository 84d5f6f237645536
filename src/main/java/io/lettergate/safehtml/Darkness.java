package io.lettergate.safehtml;

import com.helger.css.utils.ECSSColor;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Gives each colour of a message a second one for dark screens, in the same hue. All grounds become at most so light and
 * all words at least so light that any of these words can be read on any of these grounds: 4.5 to 1 and more (WCAG 1.4.3).
 */
final class Darkness {

    /** In luminance: (0.50 + 0.05) / (0.064 + 0.05) is 4.8. */
    static final double LIGHTEST_GROUND = 0.064;

    static final double DARKEST_WORDS = 0.50;

    private static final Pattern COLOUR =
            Pattern.compile("#[0-9a-f]{3}(?:[0-9a-f]{3})?(?![0-9a-f])|(?<![a-z0-9#'-])[a-z]{3,20}(?![a-z0-9'-])");

    private Darkness() {}

    /** Declarations that have passed the policy, each colour with its second one. */
    static String over(String declarations) {
        var written = new StringBuilder(declarations.length() + 40);
        for (var declaration : declarations.split(";", -1)) {
            int colon = declaration.indexOf(':');
            var name = colon < 0 ? "" : declaration.substring(0, colon).strip();
            written.append(written.isEmpty() ? "" : ";")
                    .append(hasColour(name) ? both(name, declaration) : declaration);
        }
        return written.toString();
    }

    private static boolean hasColour(String name) {
        return name.equals("color") || name.startsWith("background") || name.startsWith("border");
    }

    private static String both(String name, String declaration) {
        int colon = declaration.indexOf(':') + 1;
        return declaration.substring(0, colon)
                + COLOUR.matcher(declaration.substring(colon)).replaceAll(found -> both(name, found));
    }

    private static String both(String name, MatchResult found) {
        return Rgb.of(found.group())
                .map(colour -> "light-dark(" + found.group() + ","
                        + (name.equals("color")
                                ? words(colour)
                                : name.startsWith("border") ? line(colour) : ground(colour))
                        + ")")
                .orElse(found.group());
    }

    /** Light grounds are mirrored, so that what lay above stays above; strong ones stay as strong as they may be. */
    static Rgb ground(Rgb light) {
        var shade = Shade.of(light);
        double lightness = shade.isStrong()
                ? Math.min(shade.lightness(), 0.44)
                : shade.lightness() > 0.5 ? 0.22 + (1 - shade.lightness()) * 0.3 : Math.min(shade.lightness(), 0.4);
        var dark = shade.at(lightness);
        for (double less = lightness; dark.rgb().luminance() > LIGHTEST_GROUND && less > 0; less -= 0.01) {
            dark = shade.at(less);
        }
        return dark.rgb();
    }

    static Rgb words(Rgb dark) {
        var shade = Shade.of(dark);
        double lightness = shade.lightness() < 0.8 ? 0.94 - shade.lightness() * 0.15 : shade.lightness();
        var light = shade.at(lightness);
        for (double more = lightness; light.rgb().luminance() < DARKEST_WORDS && more < 1; more += 0.01) {
            light = shade.at(more);
        }
        return light.rgb();
    }

    private static Rgb line(Rgb colour) {
        var shade = Shade.of(colour);
        return shade.at(shade.lightness() > 0.75 ? 0.36 : 0.6).rgb();
    }

    /** A colour as screens have it. */
    record Rgb(int red, int green, int blue) {

        static Optional<Rgb> of(String word) {
            if (word.startsWith("#")) {
                var digits = word.length() == 4 ? word.replaceAll("([0-9a-f])", "$1$1") : word;
                int all = Integer.parseInt(digits.substring(1), 16);
                return Optional.of(new Rgb(all >> 16, (all >> 8) & 255, all & 255));
            }
            return Optional.ofNullable(ECSSColor.getFromNameCaseInsensitiveOrNull(word))
                    .map(named -> new Rgb(named.getRed(), named.getGreen(), named.getBlue()));
        }

        double luminance() {
            return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        }

        static double linear(int channel) {
            double part = channel / 255.0;
            return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        }

        @Override
        public String toString() {
            return "#%02x%02x%02x".formatted(red, green, blue);
        }
    }

    /** A colour as eyes have it: Oklab, by Björn Ottosson. */
    record Shade(double lightness, double a, double b) {

        static Shade of(Rgb colour) {
            double red = Rgb.linear(colour.red());
            double green = Rgb.linear(colour.green());
            double blue = Rgb.linear(colour.blue());
            double l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
            double m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
            double s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
            return new Shade(
                    0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                    1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                    0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
        }

        boolean isStrong() {
            return Math.hypot(a, b) > 0.08;
        }

        /** The same hue in another lightness, and paler where screens have no such colour. */
        Shade at(double other) {
            double most = 0.11;
            double strength = Math.hypot(a, b);
            double part = strength > most ? most / strength : 1;
            return new Shade(other, a * part, b * part);
        }

        Rgb rgb() {
            double l = Math.pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
            double m = Math.pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
            double s = Math.pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
            return new Rgb(
                    channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                    channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                    channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
        }

        private static int channel(double linear) {
            double bounded = Math.clamp(linear, 0, 1);
            double part = bounded <= 0.0031308 ? bounded * 12.92 : 1.055 * Math.pow(bounded, 1 / 2.4) - 0.055;
            return (int) Math.round(part * 255);
        }
    }
}
