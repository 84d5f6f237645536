package io.lettergate.api.problems;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body that cannot be read, and in which place. */
final class UnreadableBody {

    private UnreadableBody() {}

    /** Whether the body took longer than any body may. */
    static boolean isLate(Exception fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof TooSlowException) {
                return true;
            }
        }
        return false;
    }

    static String sentence(HttpMessageNotReadableException unreadable, ProblemKind kind) {
        if (isLate(unreadable)) {
            return kind.meaning();
        }
        var cause = unreadable.getCause();
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return "There is no field called \"" + shortened(unknown.getPropertyName()) + "\" here.";
        }
        if (cause instanceof StreamConstraintsException) {
            return "The body is JSON beyond measure: it nests deeper than 32, or a name, number or text in it is too long.";
        }
        if (cause instanceof JacksonException odd && !odd.getPath().isEmpty()) {
            return "The field " + shortened(pointer(odd)) + " does not take the value it was given.";
        }
        return cause == null
                ? "The body is missing, and this call needs one."
                : "The body is not the JSON that this call expects.";
    }

    static List<Problem.Fault> faults(HttpMessageNotReadableException unreadable) {
        return unreadable.getCause() instanceof JacksonException odd
                        && !odd.getPath().isEmpty()
                        && !(odd instanceof StreamConstraintsException)
                ? List.of(new Problem.Fault(pointer(odd), null, word(odd)))
                : List.of();
    }

    private static String word(JacksonException odd) {
        return odd instanceof UnrecognizedPropertyException
                ? "There is no such field. Leave it out, or spell it as the reference does."
                : "It does not take this value.";
    }

    private static String pointer(JacksonException unreadable) {
        return unreadable.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "" + step.getIndex() : step.getPropertyName())
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    /** Somebody else's words, in a sentence of ours. */
    private static String shortened(@Nullable String words) {
        var plain = String.valueOf(words).replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= 80 ? plain : plain.substring(0, 80) + "…";
    }
}
