package io.lettergate.collecting;

import java.io.Serial;

/** A window would remove messages from a server, and nobody has shown that they read its plan. */
public class PlanNeeded extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Plan plan;

    PlanNeeded(Plan plan) {
        super("This would remove " + plan.leaving() + " messages from the server. Read the plan first.");
        this.plan = plan;
    }

    /** A fresh plan for the window. */
    public Plan plan() {
        return plan;
    }
}
