package io.lettergate.api.problems;

import java.io.Serial;
import java.util.function.Supplier;

/** A value in a request that cannot be, with the place where it stands. */
public final class InvalidRequest extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Problem.Fault fault;

    private InvalidRequest(Problem.Fault fault) {
        super(fault.detail());
        this.fault = fault;
    }

    /** Makes a value of a parameter of the address. */
    public static <T> T parameter(String name, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException refused) {
            throw new InvalidRequest(new Problem.Fault(null, name, String.valueOf(refused.getMessage())));
        }
    }

    /** Makes a value of a field of the body that a JSON pointer names. */
    public static <T> T field(String pointer, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException refused) {
            throw new InvalidRequest(new Problem.Fault(pointer, null, String.valueOf(refused.getMessage())));
        }
    }

    Problem.Fault fault() {
        return fault;
    }
}
