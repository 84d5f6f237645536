package io.lettergate.collecting;

import java.util.List;
import java.util.Map;

/**
 * What a listing meant.
 *
 * @param wanted what is to be collected, in this order
 * @param found how many messages were never seen before
 * @param present the numbers in this session of the rows that may be removed in it: stored before it, and listed again
 */
public record Reconciled(List<Wanted> wanted, long found, Map<Long, Integer> present) {

    public Reconciled {
        wanted = List.copyOf(wanted);
        present = Map.copyOf(present);
    }
}
