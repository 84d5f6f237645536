package io.lettergate.sending;

import io.lettergate.mail.MailFailure;
import java.util.function.Supplier;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Writes to the database, and says so where there is no room for it; then nothing is kept. */
public final class StoreRoom {

    private StoreRoom() {}

    /**
     * Does something that writes.
     *
     * @throws MailFailure.StoreFull if the disk is full
     */
    public static <T> T writing(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessException | TransactionException refused) {
            if (isFull(refused)) {
                throw new MailFailure.StoreFull(refused);
            }
            throw refused;
        }
    }

    private static boolean isFull(NestedRuntimeException refused) {
        var words = String.valueOf(refused.getMostSpecificCause().getMessage());
        return words.contains("SQLITE_FULL") || words.contains("SQLITE_IOERR");
    }
}
