package io.lettergate.moving;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Counts what came of a copy, and lists what could not be copied. */
final class CopyTally {

    private static final int LISTED = 100;

    private long copied;
    private long there;
    private long failed;
    private final List<Failure> failures = new ArrayList<>();

    /** A message, or all of a mailbox, that could not be copied, and why. */
    record Failure(String mailbox, String subject, String reason) {}

    /** What is told of it; of the failures the first hundred. */
    record Told(long copied, long there, long failed, List<Failure> failures) {}

    void copied() {
        copied++;
    }

    /** One is there already, be it from an earlier run. */
    void there(long messages) {
        there += messages;
    }

    void failed(Failure failure, long messages) {
        failed += messages;
        if (failures.size() < LISTED) {
            failures.add(failure);
        }
    }

    long failures() {
        return failed;
    }

    long seen() {
        return copied + there + failed;
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(new Told(copied, there, failed, List.copyOf(failures)));
    }
}
