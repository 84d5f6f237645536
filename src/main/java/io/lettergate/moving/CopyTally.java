package io.lettergate.moving;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Counts what came of a copy, in one pass or several, and lists what could not be copied. */
final class CopyTally {

    private static final int LISTED = 100;

    private long before;
    private long most;
    private long copied;
    private long found;
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

    /** One was found there that nobody knew of. */
    void found() {
        found++;
    }

    /** These are there already, as is known from an earlier run. */
    void there(long messages) {
        there += messages;
    }

    /** Counts anew, but for what was copied. */
    void beginPass() {
        most = Math.max(most, seen());
        before += copied;
        copied = 0;
        found = 0;
        there = 0;
        failed = 0;
        failures.clear();
    }

    /** Whether this pass had nothing to do. */
    boolean isSettled() {
        return copied + found == 0;
    }

    /** How many messages a pass before this one saw, at most. */
    long most() {
        return most;
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
        return copied + found + there + failed;
    }

    String json() {
        return JsonMapper.shared()
                .writeValueAsString(
                        new Told(before + copied, Math.max(0, found + there - before), failed, List.copyOf(failures)));
    }
}
