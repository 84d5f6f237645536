package io.lettergate.reading;

import io.lettergate.mail.Header;
import io.lettergate.mime.MessageHeader;
import io.lettergate.reading.Report.Fate;
import io.lettergate.reading.Report.Outcome;
import io.lettergate.reading.Report.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads message/delivery-status and message/disposition-notification. */
final class ReportReader {

    private static final int MOST = 100;
    private static final int LONGEST_WORDS = 500;
    private static final Pattern EMPTY_LINE = Pattern.compile("\\r?\\n[ \\t]{0,20}\\r?\\n");
    private static final Pattern STATUS = Pattern.compile("\\b([245]\\.[0-9]{1,3}\\.[0-9]{1,3})\\b");

    private ReportReader() {}

    /** What a delivery status tells of each receiver. */
    static Report ofDelivery(byte[] octets) {
        var groups = EMPTY_LINE.split(new String(octets, StandardCharsets.ISO_8859_1).strip(), MOST + 2);
        var outcomes = new ArrayList<Outcome>();
        for (var group : groups) {
            var fields = MessageHeader.read(group.getBytes(StandardCharsets.ISO_8859_1))
                    .fields();
            var recipient = address(first(fields, "Original-Recipient", "Final-Recipient"));
            if (outcomes.size() < MOST
                    && (!recipient.isEmpty() || !first(fields, "Action").isEmpty())) {
                outcomes.add(outcome(recipient, fields));
            }
        }
        return new Report(outcomes);
    }

    private static Outcome outcome(String recipient, List<Header> fields) {
        var words = first(fields, "Diagnostic-Code");
        var said = words.substring(words.indexOf(';') + 1).strip();
        var status = status(first(fields, "Status"), said);
        var fate = fate(first(fields, "Action"), status);
        return new Outcome(
                recipient,
                fate,
                fate == Fate.FAILED || fate == Fate.DELAYED ? reason(status) : Reason.UNKNOWN,
                status,
                Cut.of(said, LONGEST_WORDS));
    }

    /** What the program of a receiver tells. */
    static Report ofDisposition(byte[] octets) {
        var fields = MessageHeader.read(octets).fields();
        var disposition = first(fields, "Disposition").toLowerCase(Locale.ROOT);
        var type = disposition.substring(disposition.indexOf(';') + 1).strip();
        var fate = type.startsWith("displayed")
                ? Fate.DISPLAYED
                : type.startsWith("deleted") ? Fate.DELETED : Fate.UNKNOWN;
        var recipient = address(first(fields, "Original-Recipient", "Final-Recipient"));
        return new Report(List.of(new Outcome(recipient, fate, Reason.UNKNOWN, null, "")));
    }

    private static String first(List<Header> fields, String... names) {
        for (var name : names) {
            for (var field : fields) {
                if (field.name().equalsIgnoreCase(name) && !field.value().isBlank()) {
                    return field.value();
                }
            }
        }
        return "";
    }

    /** The address behind its type, as in "rfc822; ada@vale.example". */
    private static String address(String field) {
        var address = field.substring(field.indexOf(';') + 1).strip();
        return address.startsWith("<") && address.endsWith(">") ? address.substring(1, address.length() - 1) : address;
    }

    /** Servers often write a code of their own beside the one of the other server, which tells more. */
    private static @Nullable String status(String field, String said) {
        var told = STATUS.matcher(field);
        var code = told.find() ? told.group(1) : null;
        var better = STATUS.matcher(said);
        boolean isVague = code == null || code.endsWith(".0.0");
        return isVague && better.find() ? better.group(1) : code;
    }

    private static Fate fate(String action, @Nullable String status) {
        return switch (action.toLowerCase(Locale.ROOT).split("[ (;]", 2)[0]) {
            case "failed" -> Fate.FAILED;
            case "delayed" -> Fate.DELAYED;
            case "delivered" -> Fate.DELIVERED;
            case "relayed" -> Fate.RELAYED;
            case "expanded" -> Fate.EXPANDED;
            default ->
                status == null
                        ? Fate.UNKNOWN
                        : switch (status.charAt(0)) {
                            case '5' -> Fate.FAILED;
                            case '4' -> Fate.DELAYED;
                            default -> Fate.DELIVERED;
                        };
        };
    }

    private static Reason reason(@Nullable String status) {
        if (status == null) {
            return Reason.UNKNOWN;
        }
        return switch (status.substring(2)) {
            case "1.2", "1.8", "4.3", "1.10", "4.4" -> Reason.NO_SUCH_DOMAIN;
            case "2.1" -> Reason.DISABLED;
            case "2.2", "3.1" -> Reason.FULL;
            case "2.3", "3.4" -> Reason.TOO_LARGE;
            case "4.1", "4.2" -> Reason.NO_ANSWER;
            case "4.6" -> Reason.LOOP;
            case "4.7" -> Reason.EXPIRED;
            case "7.20", "7.21", "7.22", "7.23", "7.24", "7.25", "7.26" -> Reason.NOT_AUTHENTIC;
            default ->
                switch (status.charAt(2)) {
                    case '1' -> Reason.NO_SUCH_ADDRESS;
                    case '3', '4', '5' -> Reason.SYSTEM;
                    case '6' -> Reason.CONTENT;
                    case '7' -> Reason.REFUSED;
                    default -> Reason.UNKNOWN;
                };
        };
    }
}
