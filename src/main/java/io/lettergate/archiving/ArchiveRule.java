package io.lettergate.archiving;

/**
 * What somebody wants to be moved to Archive.
 *
 * @param enabled whether it is done every day, on days when its owner was here; if not, only when asked for
 * @param months how old a message of INBOX has to be, 1 to 240
 * @param sentToo whether Sent is tidied as well
 * @param unreadToo whether what nobody has read moves as well
 * @param flaggedToo whether what is flagged moves as well
 */
public record ArchiveRule(boolean enabled, int months, boolean sentToo, boolean unreadToo, boolean flaggedToo) {

    public static final int LONGEST = 240;

    /** What holds until somebody chooses: nothing moves by itself, and what was not read or is flagged stays. */
    public static final ArchiveRule UNTOUCHED = new ArchiveRule(false, 24, false, false, false);

    public ArchiveRule {
        if (months < 1 || months > LONGEST) {
            throw new IllegalArgumentException("months lies between 1 and " + LONGEST + ", but got " + months);
        }
    }
}
