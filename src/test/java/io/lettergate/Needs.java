package io.lettergate;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Skips a whole class of tests, before anything is started for it, where the machine lacks what it needs. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Needs.Met.class)
public @interface Needs {

    /** Something a machine has or has not. */
    enum Need {
        DOVECOT,
        CYRUS,
        POSTFIX,
        CHROMIUM,
        CORPUS
    }

    Need[] value();

    /** Asks {@link Requirements}, which fails instead of skipping where that is demanded. */
    class Met implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            try {
                AnnotationSupport.findAnnotation(context.getElement(), Needs.class)
                        .ifPresent(needs -> java.util.List.of(needs.value()).forEach(Met::require));
                return enabled("All is here");
            } catch (TestAbortedException missing) {
                return disabled(missing.getMessage());
            }
        }

        private static void require(Need need) {
            switch (need) {
                case DOVECOT, CYRUS, POSTFIX -> Requirements.image("debian:bookworm-slim");
                case CHROMIUM -> Requirements.chromium();
                case CORPUS -> Requirements.corpus();
            }
        }
    }
}
