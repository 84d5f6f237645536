package io.lettergate.safehtml;

import java.util.Locale;
import java.util.regex.Pattern;

/** Knows pictures that are there only to be fetched: they are too small to be seen, or known as what they are. */
final class Trackers {

    private static final Pattern TINY = Pattern.compile("[0-3](?:\\.[0-9]{0,3})?(?:px)?");
    private static final Pattern UNSEEN = Pattern.compile("(?:^|[;\\s])(?:display\\s{0,9}:\\s{0,9}none"
            + "|visibility\\s{0,9}:\\s{0,9}hidden|(?:max-)?(?:width|height)\\s{0,9}:\\s{0,9}[01](?:px)?(?![0-9.%]))");
    private static final Pattern KNOWN = Pattern.compile("/wf/open|/track/open|/trk/open|/open\\.(?:aspx|php|gif|asp)"
            + "|list-manage\\.com/track|/__ptq\\.gif|google-analytics\\.com/|/collect\\?v=|awstrack\\.me/|/e/o/|/oo/[a-z0-9]"
            + "|/gp/r\\.html|mailtrack\\.io/|mailfoogae\\.|yesware\\.com|bananatag\\.com|cirrusinsight\\.com|/pixel[./?]"
            + "|/beacon[./?]|tracking[-_]?pixel|/email[-_]?open|/openrate|pstmrk\\.it/open|sparkpostmail[0-9]{0,2}\\.com/q/"
            + "|/ss/o/|/on\\.jsp\\?|/csi\\?v=|cmail[0-9]{1,2}\\.com/t/|facebook\\.com/tr\\b|doubleclick\\.net|mixpanel\\.com/track"
            + "|emltrk\\.com|/spacer_?tracker|convertkit-mail[0-9]{0,2}\\.com/o|intercom-mail\\.com/via/o|mjt\\.lu/oo");

    private Trackers() {}

    /** Whether this picture tells of the reading and shows nothing. */
    static boolean is(String address, String width, String height, String style) {
        boolean isNarrow = TINY.matcher(width.strip()).matches();
        boolean isLow = TINY.matcher(height.strip()).matches();
        return (isNarrow && (isLow || height.isBlank()))
                || (isLow && width.isBlank())
                || UNSEEN.matcher(style.toLowerCase(Locale.ROOT)).find()
                || KNOWN.matcher(address.toLowerCase(Locale.ROOT)).find();
    }
}
