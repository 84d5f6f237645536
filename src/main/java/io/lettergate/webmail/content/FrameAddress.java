package io.lettergate.webmail.content;

import io.lettergate.accounts.Account;
import io.lettergate.auth.ContentOrigin;
import io.lettergate.mail.PartNumber;
import io.lettergate.webmail.content.Capabilities.Kind;
import io.lettergate.webmail.content.Capabilities.Ticket;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Where the document of a message's frame is: among the pages, or under a name of its own, where no cookie goes and the
 * address is the right to read.
 */
@Component
class FrameAddress {

    private final ContentOrigin content;
    private final Capabilities capabilities;
    private final Readings readings;

    FrameAddress(ContentOrigin content, Capabilities capabilities, Readings readings) {
        this.content = content;
        this.capabilities = capabilities;
        this.readings = readings;
    }

    /**
     * What an address under the other name leads to.
     *
     * @param pages the origin of the page that frames it
     */
    record Target(String message, PartNumber part, View view, String pages) {

        private static final int PIECES = 4;

        private String words() {
            return String.join(" ", message, part.toString(), view.toString(), pages);
        }

        private static Optional<Target> of(Ticket ticket) {
            var pieces = ticket.words().split(" ", -1);
            return pieces.length == PIECES && PartNumber.allows(pieces[1])
                    ? Optional.of(new Target(pieces[0], new PartNumber(pieces[1]), View.of(pieces[2]), pieces[3]))
                    : Optional.empty();
        }
    }

    String of(Account account, String message, PartNumber part, View view) {
        return content.origin()
                .map(origin -> origin + ticket(account, new Target(message, part, view, here())))
                .orElseGet(() -> "/message/%s/%s/body/%s?view=%s".formatted(account.id(), message, part, view));
    }

    private String ticket(Account account, Target target) {
        return capabilities.url(new Ticket(Kind.BODY, account.id(), readings.here(), target.words()));
    }

    /** The origin of the page that is being made. */
    private static String here() {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .replacePath(null)
                .toUriString();
    }

    static Optional<Target> target(Ticket ticket) {
        return Target.of(ticket);
    }
}
