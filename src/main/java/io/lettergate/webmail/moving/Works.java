package io.lettergate.webmail.moving;

import io.lettergate.exporting.Exporting;
import io.lettergate.operations.Operation;
import io.lettergate.webmail.Almanac;
import org.springframework.stereotype.Component;

/** Draws long work, with the file that came of it. */
@Component
class Works {

    private final Exporting exporting;

    Works(Exporting exporting) {
        this.exporting = exporting;
    }

    WorkView of(Operation operation, Almanac almanac) {
        return exporting
                .file(operation)
                .map(export ->
                        WorkView.of(operation, "/api/v1/exports/" + operation.id(), almanac.full(export.until())))
                .orElseGet(() -> WorkView.of(operation, null, null));
    }
}
