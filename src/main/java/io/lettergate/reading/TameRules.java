package io.lettergate.reading;

import biweekly.ICalDataType;
import biweekly.io.ParseContext;
import biweekly.io.scribe.property.RecurrenceRuleScribe;
import biweekly.parameter.ICalParameters;
import biweekly.property.RecurrenceRule;
import java.util.regex.Pattern;

/**
 * Reads rules of repetition, and puts a plain one in the place of each that no zone has. The rules of a zone are walked
 * through from their beginning, often in 1601, while a calendar is read: one by the second would keep its reader for good.
 */
final class TameRules extends RecurrenceRuleScribe {

    private static final String PLAIN = "FREQ=YEARLY";
    private static final Pattern OF_ZONES = Pattern.compile("(?i)(?:(?:FREQ=YEARLY|INTERVAL=1|BYMONTH=[0-9]{1,2}"
            + "|BYDAY=[+-]?[0-9]?[A-Z]{2}|BYMONTHDAY=-?[0-9]{1,2}(?:,-?[0-9]{1,2}){0,6}|WKST=[A-Z]{2}"
            + "|UNTIL=[0-9TZ]{8,16});?){1,8}");

    @Override
    protected RecurrenceRule _parseText(
            String value, ICalDataType dataType, ICalParameters parameters, ParseContext context) {
        return super._parseText(OF_ZONES.matcher(value).matches() ? value : PLAIN, dataType, parameters, context);
    }
}
