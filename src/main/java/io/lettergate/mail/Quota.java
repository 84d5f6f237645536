package io.lettergate.mail;

/**
 * How much room there is, and how much of it is taken (RFC 9208 §5).
 *
 * @param root the server's name for what shares this room
 * @param used octets, or messages
 * @param limit as {@code used}; 0 where nothing at all may be kept
 */
public record Quota(String root, Resource resource, long used, long limit) {

    private static final int WARNING = 80;
    private static final int CRITICAL = 95;

    /** What is counted. */
    public enum Resource {
        STORAGE,
        MESSAGES
    }

    /** How near the end is. */
    public enum Level {
        FINE,
        WARNING,
        CRITICAL
    }

    public Quota {
        if (used < 0 || limit < 0) {
            throw new IllegalArgumentException("A quota is not negative, but got " + used + " of " + limit);
        }
    }

    /** How much is taken of a hundred; more than that where the server let it. */
    public int percent() {
        return limit == 0 ? 100 : (int) Math.min(used * 100.0 / limit, 999);
    }

    public Level level() {
        if (percent() >= CRITICAL) {
            return Level.CRITICAL;
        }
        return percent() >= WARNING ? Level.WARNING : Level.FINE;
    }
}
