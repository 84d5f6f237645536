package io.lettergate.accounts;

/** A way in which the mail of an address may be reached, and who says so. */
public record Candidate(Access access, Source source) {

    /** Who says so, the most trustworthy first. */
    public enum Source {
        /** The operator's table of domains. */
        OPERATOR,
        /** Our own table of large providers. */
        PROVIDER,
        /** The names that many servers have. */
        GUESS
    }
}
