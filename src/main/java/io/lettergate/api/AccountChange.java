package io.lettergate.api;

import io.lettergate.accounts.Password;
import io.lettergate.api.problems.InvalidRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a caller wants changed of an account. */
@Schema(name = "AccountChange", example = "{\"password\": \"an app password\"}")
record AccountChange(
        @Schema(
                description = "A new password, which the mail server has to take",
                format = "password",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String password) {

    Password secret() {
        return InvalidRequest.field("/password", () -> new Password(password == null ? "" : password));
    }

    /** The password never shows itself. */
    @Override
    public String toString() {
        return "AccountChange";
    }
}
