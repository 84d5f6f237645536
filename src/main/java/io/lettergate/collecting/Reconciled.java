package io.lettergate.collecting;

import java.util.List;
import java.util.Map;

/**
 * What a listing meant.
 *
 * @param wanted what is to be collected, in this order
 * @param tooLarge what is too large to be collected unasked, and the person was not told of yet
 * @param found how many messages were never seen before
 * @param present the numbers in this session of the rows that may be removed in it: stored before it, and listed again
 */
public record Reconciled(List<Wanted> wanted, List<Wanted> tooLarge, long found, Map<Long, Integer> present) {

    public Reconciled {
        wanted = List.copyOf(wanted);
        tooLarge = List.copyOf(tooLarge);
        present = Map.copyOf(present);
    }
}
