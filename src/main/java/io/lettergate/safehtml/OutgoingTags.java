package io.lettergate.safehtml;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.owasp.html.HtmlStreamEventReceiver;

/** Puts the addresses of the message's own pictures into tags that have passed the policy. */
final class OutgoingTags implements HtmlStreamEventReceiver {

    private static final String CID = "cid:";

    private final HtmlStreamEventReceiver renderer;
    private final Function<String, Optional<String>> picture;

    OutgoingTags(HtmlStreamEventReceiver renderer, Function<String, Optional<String>> picture) {
        this.renderer = renderer;
        this.picture = picture;
    }

    @Override
    public void openTag(String element, List<String> attributes) {
        renderer.openTag(element, element.equals("img") ? withPicture(attributes) : attributes);
    }

    private List<String> withPicture(List<String> attributes) {
        var kept = new ArrayList<String>(attributes.size());
        var all = attributes.iterator();
        while (all.hasNext()) {
            var name = all.next();
            var value = all.next();
            if (name.equals("src") && value.regionMatches(true, 0, CID, 0, CID.length())) {
                picture.apply(decoded(value.substring(CID.length()))).ifPresent(address -> {
                    kept.add(name);
                    kept.add(address);
                });
            } else {
                kept.add(name);
                kept.add(value);
            }
        }
        return kept;
    }

    /** A cid address is a Content-ID with its unusual characters escaped (RFC 2392 §2). */
    private static String decoded(String cid) {
        if (cid.indexOf('%') < 0) {
            return cid;
        }
        try {
            return URLDecoder.decode(cid.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            return cid;
        }
    }

    @Override
    public void openDocument() {
        renderer.openDocument();
    }

    @Override
    public void closeDocument() {
        renderer.closeDocument();
    }

    @Override
    public void closeTag(String element) {
        renderer.closeTag(element);
    }

    @Override
    public void text(String text) {
        renderer.text(text);
    }
}
