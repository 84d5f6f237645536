package io.lettergate.mime;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the dates that mail really has: RFC 5322 §3.3 and §4.3, C programs' dates, ISO 8601. */
final class MailDate {

    private static final int LONGEST = 200;
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Map<String, Integer> ZONES =
            Map.of("est", -5, "edt", -4, "cst", -6, "cdt", -5, "mst", -7, "mdt", -6, "pst", -8, "pdt", -7);

    private static final Pattern TIME =
            Pattern.compile("\\b(\\d{1,2})[:.](\\d{1,2})(?:[:.](\\d{1,2}))?(?:[.,]\\d{1,9})?\\s?(am\\b|pm\\b)?");
    private static final Pattern DAY_FIRST =
            Pattern.compile("\\b(\\d{1,2})[\\s-]{0,3}([a-z]{3})[a-z]{0,6}[\\s.,-]{1,3}(\\d{2,4})\\b");
    private static final Pattern MONTH_FIRST = Pattern.compile("\\b([a-z]{3})[a-z]{0,6}\\s{1,3}(\\d{1,2})\\b");
    private static final Pattern ISO_DAY = Pattern.compile("\\b(\\d{4})-(\\d{1,2})-(\\d{1,2})(?=t|\\b)");
    private static final Pattern YEAR = Pattern.compile("\\b(\\d{4})\\b");
    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{1,2}):?(\\d{2})?\\b");
    private static final Pattern ZONE_NAME = Pattern.compile("\\b([ecmp][sd]t)\\b");

    private MailDate() {}

    /** The moment, in UTC where no zone is given; nothing where no date can be made out. */
    static @Nullable Instant parse(String field) {
        var text = field.substring(0, Math.min(field.length(), LONGEST)).toLowerCase(Locale.ROOT);
        var time = TIME.matcher(text.replaceFirst("t(?=\\d{2}:)", " "));
        try {
            return time.find() ? moment(text, time) : null;
        } catch (DateTimeException | NumberFormatException nonsense) {
            return null;
        }
    }

    private static @Nullable Instant moment(String text, Matcher time) {
        int clock = Integer.parseInt(time.group(1));
        int hour = time.group(4) == null ? clock : clock % 12 + (time.group(4).equals("pm") ? 12 : 0);
        int second = time.group(3) == null ? 0 : Math.min(59, Integer.parseInt(time.group(3)));
        var day = day(text);
        return day == null
                ? null
                : day.withHour(hour)
                        .withMinute(Integer.parseInt(time.group(2)))
                        .withSecond(second)
                        .toInstant(zone(text.substring(time.end())));
    }

    private static @Nullable LocalDateTime day(String text) {
        var iso = ISO_DAY.matcher(text);
        if (iso.find()) {
            return day(iso.group(1), Integer.parseInt(iso.group(2)), iso.group(3));
        }
        var dayFirst = DAY_FIRST.matcher(text);
        while (dayFirst.find()) {
            if (MONTHS.contains(dayFirst.group(2))) {
                return day(dayFirst.group(3), MONTHS.indexOf(dayFirst.group(2)) + 1, dayFirst.group(1));
            }
        }
        var monthFirst = MONTH_FIRST.matcher(text);
        var year = YEAR.matcher(text);
        while (monthFirst.find()) {
            if (MONTHS.contains(monthFirst.group(1)) && year.find(monthFirst.end())) {
                return day(year.group(1), MONTHS.indexOf(monthFirst.group(1)) + 1, monthFirst.group(2));
            }
        }
        return null;
    }

    private static LocalDateTime day(String year, int month, String day) {
        return LocalDateTime.of(year(year), month, Integer.parseInt(day), 0, 0);
    }

    /** Two and three digits are years of the last century and this one (RFC 5322 §4.3). */
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        if (digits.length() == 2) {
            return year < 50 ? 2000 + year : 1900 + year;
        }
        return digits.length() == 3 ? 1900 + year : year;
    }

    private static ZoneOffset zone(String text) {
        var offset = OFFSET.matcher(text);
        if (offset.find()) {
            int minutes = offset.group(3) == null ? 0 : Integer.parseInt(offset.group(3));
            int seconds = (Integer.parseInt(offset.group(2)) * 60 + minutes) * 60;
            return seconds > 18 * 3600
                    ? ZoneOffset.UTC
                    : ZoneOffset.ofTotalSeconds(offset.group(1).equals("-") ? -seconds : seconds);
        }
        var name = ZONE_NAME.matcher(text);
        return name.find() ? ZoneOffset.ofHours(ZONES.getOrDefault(name.group(1), 0)) : ZoneOffset.UTC;
    }
}
