package io.lettergate.net;

import java.util.Optional;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/** Tells which domain somebody registered, by the public suffix list: of mx1.mail.post.co.uk it is post.co.uk. */
public final class Suffixes {

    private static final PublicSuffixMatcher LIST = PublicSuffixMatcherLoader.getDefault();

    private Suffixes() {}

    /** The registered domain that a host is in; nothing for a public suffix itself. */
    public static Optional<String> registered(String host) {
        return Optional.ofNullable(LIST.getDomainRoot(host));
    }

    /** Whether both are in hands of the same, as far as names tell. */
    public static boolean areOfOne(String host, String other) {
        var domain = registered(host);
        return domain.isPresent() && domain.equals(registered(other));
    }
}
