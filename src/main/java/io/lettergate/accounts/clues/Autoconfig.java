package io.lettergate.accounts.clues;

import io.lettergate.net.Web;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks a host for a configuration in Mozilla's format. */
public final class Autoconfig implements Lookup {

    private static final int LARGEST = 256 << 10;

    private final Web web;
    private final String template;
    private final Duration patience;

    /**
     * Asks at one place.
     *
     * @param template its address, with placeholders
     */
    public Autoconfig(Web web, String template, Duration patience) {
        this.web = web;
        this.template = template;
        this.patience = patience;
    }

    @Override
    public String place(Seek seek) {
        return Optional.ofNullable(url(seek).getHost()).orElse(seek.domain());
    }

    @Override
    public Clues look(Seek seek) throws IOException {
        return of(seek, seek.domain());
    }

    /** What is said of another domain, which keeps the mail of this one. */
    Clues of(Seek seek, String domain) throws IOException {
        var page = web.get(url(new Seek(seek.localPart(), domain)), LARGEST, patience);
        return page.isEmpty() ? Clues.NONE : Clues.vouched(new ClientConfig(seek).read(page.get()));
    }

    private URI url(Seek seek) {
        return URI.create(seek.fill(template, value -> URLEncoder.encode(value, StandardCharsets.UTF_8)));
    }
}
