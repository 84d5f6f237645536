package io.lettergate.net;

import java.util.Optional;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/** Tells which domain somebody registered, by the public suffix list: of mx1.mail.post.co.uk it is post.co.uk. */
public final class Suffixes {

    private static final PublicSuffixMatcher LIST = PublicSuffixMatcherLoader.getDefault();

    private Suffixes() {}

    /** The registered domain that a host is in; nothing for a public suffix itself, and for an address. */
    public static Optional<String> registered(String host) {
        if (host.indexOf('.') < 0
                || HostName.read(host).filter(name -> !name.isAddress()).isEmpty()) {
            return Optional.empty();
        }
        // For a suffix that is not in the list it gives that suffix; the rule is that a suffix has one label then.
        return Optional.ofNullable(LIST.getDomainRoot(host))
                .map(root -> root.indexOf('.') < 0 ? lastTwoLabels(host) : root);
    }

    private static String lastTwoLabels(String host) {
        return host.substring(host.lastIndexOf('.', host.lastIndexOf('.') - 1) + 1);
    }

    /** Whether both are in hands of the same, as far as names tell. */
    public static boolean areOfOne(String host, String other) {
        var domain = registered(host);
        return domain.isPresent() && domain.equals(registered(other));
    }
}
