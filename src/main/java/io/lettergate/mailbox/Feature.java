package io.lettergate.mailbox;

import java.util.Locale;

/** What not every account can do. */
public enum Feature {
    /** Rights of others can be seen and given. */
    ACL,
    /** A change can be made to depend on what the caller has seen. */
    CONDSTORE,
    MOVE,
    NAMESPACE,
    QUOTA,
    /** Lists of any size can be had in any order. */
    SORT,
    /** The server tells where a message went. */
    UIDPLUS;

    /** As JSON spells it. */
    public String word() {
        return this == CONDSTORE ? "conditional-changes" : name().toLowerCase(Locale.ROOT);
    }
}
