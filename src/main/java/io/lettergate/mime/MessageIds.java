package io.lettergate.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The ids in a field such as References, without their brackets; odd ones are kept (RFC 5322 §3.6.4). */
final class MessageIds {

    private static final int MOST = 1_000;
    private static final Pattern SPACE = Pattern.compile("\\s");

    private MessageIds() {}

    static List<String> of(String field) {
        return field.indexOf('<') < 0 ? bare(field) : bracketed(field);
    }

    private static List<String> bracketed(String field) {
        var ids = new ArrayList<String>();
        int start = field.indexOf('<');
        while (start >= 0 && ids.size() < MOST) {
            int end = field.indexOf('>', start);
            add(ids, field.substring(start + 1, end < 0 ? field.length() : end));
            start = end < 0 ? -1 : field.indexOf('<', end);
        }
        return ids;
    }

    private static List<String> bare(String field) {
        var ids = new ArrayList<String>();
        SPACE.splitAsStream(field).limit(MOST).forEach(id -> add(ids, id));
        return ids;
    }

    private static void add(List<String> ids, String id) {
        var plain = OneLine.of(id).replace(" ", "").replace("<", "");
        if (!plain.isEmpty()) {
            ids.add(plain);
        }
    }
}
