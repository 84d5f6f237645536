package io.lettergate.accounts;

/** Hears what is found while it is looked for. It may be called by several threads at once. */
public interface Progress {

    /** Somebody was asked. */
    void looked(Clue clue);

    /** Somebody knocked at a door. */
    void knocked(Trial trial);

    /** For whoever waits for the end. */
    Progress UNHEARD = new Progress() {
        @Override
        public void looked(Clue clue) {
            // Nobody wants to know yet.
        }

        @Override
        public void knocked(Trial trial) {
            // Nobody wants to know yet.
        }
    };
}
