package io.lettergate.remote;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailFailure;
import io.lettergate.net.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Fetches pictures of the Web for people who want to see them, so that their browsers never ask for one: its server learns
 * our address and that somebody looked, and nothing else.
 */
@Service
public class WebPictures {

    private static final Logger LOG = LoggerFactory.getLogger(WebPictures.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Web web;
    private final PictureCache cache;
    private final RemoteSettings settings;
    private final Places places;

    WebPictures(Web web, PictureCache cache, RemoteSettings settings) {
        this.web = web;
        this.cache = cache;
        this.settings = settings;
        this.places = new Places(settings.atOnce(), PATIENCE);
    }

    /** Whether the operator lets people have them fetched. */
    public boolean areAllowed() {
        return settings.pictures();
    }

    /** The picture at an address; nothing where there is none that can be shown. */
    public Optional<WebPicture> fetch(AccountId person, String address) {
        if (!settings.pictures()) {
            return Optional.empty();
        }
        var key = key(person, address);
        var known = cache.find(key);
        return known.isPresent() ? known : places.at(person, () -> fetch(key, address));
    }

    private Optional<WebPicture> fetch(String key, String address) {
        try {
            var answer = web.picture(
                    Written.address(address), (int) settings.largest().toBytes(), settings.patience());
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            var octets = answer.get().readAllBytes();
            return PictureKind.of(octets)
                    .flatMap(kind -> kind.read(octets).map(picture -> cache.keep(key, kind, picture)));
        } catch (IOException | MailFailure.PolicyRefused | IllegalArgumentException notToBeHad) {
            LOG.debug("picture=refused reason={}", notToBeHad.getMessage());
            return Optional.empty();
        }
    }

    /** Of one person and one address: whether somebody else looked at the same cannot be told by the time it takes. */
    private static String key(AccountId person, String address) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((person + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(address.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
