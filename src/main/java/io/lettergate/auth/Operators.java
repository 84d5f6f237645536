package io.lettergate.auth;

import org.springframework.stereotype.Component;

/** Knows the people who operate this Lettergate. */
@Component
public class Operators {

    private final OperatorSettings settings;

    Operators(OperatorSettings settings) {
        this.settings = settings;
    }

    /** Whether the settings name this person, whatever they call with. */
    public boolean include(SignedIn person) {
        return settings.users().contains(person.account().address());
    }

    /** Whether somebody operates it here and now: a token of theirs needs the scope for that. */
    public boolean mayOperate(SignedIn caller) {
        return include(caller) && (!caller.permit().isToken() || caller.permit().allows(Scope.ADMIN));
    }
}
