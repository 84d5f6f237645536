package io.lettergate.webmail.content;

import io.lettergate.safehtml.MailHtml;
import io.lettergate.safehtml.SafeHtml;
import io.lettergate.safehtml.Showing;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Both walls, always. */
@Component
class StandingWalls implements Walls {

    @Override
    public SafeHtml clean(String untrusted, Showing showing) {
        return MailHtml.sanitize(untrusted, showing);
    }

    @Override
    public Map<String, String> fence(String pictures, String pages) {
        return Fence.headers(pictures, pages);
    }
}
