package io.lettergate.webmail;

import io.lettergate.archiving.SpaceReport;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.mailbox.Weight;
import io.lettergate.webmail.content.OneLine;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What takes the space, as its page shows it.
 *
 * @param problem why looking ended early; absent if it did not
 */
record SpaceView(
        boolean running,
        long seen,
        long expected,
        String octets,
        String when,
        List<Share> mailboxes,
        List<Share> senders,
        List<Large> largest,
        @Nullable String problem) {

    private static final int SHOWN = 20;

    SpaceView {
        mailboxes = List.copyOf(mailboxes);
        senders = List.copyOf(senders);
        largest = List.copyOf(largest);
    }

    /**
     * What one mailbox or sender takes.
     *
     * @param part of all, 0 to 100
     */
    record Share(String name, String url, long messages, String octets, long part) {}

    /** A large message. */
    record Large(String subject, String who, String url, String when, String octets) {}

    static SpaceView of(
            SpaceReport report, String account, Function<SpaceReport.InMailbox, String> name, Almanac almanac) {
        var all = Math.max(report.octets(), 1);
        return new SpaceView(
                !report.done(),
                report.messages(),
                report.expected(),
                Octets.words(report.octets()),
                almanac.full(report.asOf()),
                report.mailboxes().stream()
                        .filter(share -> share.messages() > 0)
                        .map(share -> new Share(
                                OneLine.of(name.apply(share)),
                                at(account, Folder.id(share.mailbox())),
                                share.messages(),
                                Octets.words(share.octets()),
                                share.octets() * 100 / all))
                        .toList(),
                report.senders().stream()
                        .limit(SHOWN)
                        .map(share -> new Share(
                                OneLine.of(share.sender().label()),
                                search(account, share.sender().email()),
                                share.messages(),
                                Octets.words(share.octets()),
                                share.octets() * 100 / all))
                        .toList(),
                report.largest().stream()
                        .limit(SHOWN)
                        .map(weight -> large(weight, account, almanac))
                        .toList(),
                report.problem());
    }

    private static Large large(Weight weight, String account, Almanac almanac) {
        var message = weight.message();
        var from = weight.from();
        return new Large(
                OneLine.of(weight.subject()),
                from == null ? "" : OneLine.of(from.label()),
                at(
                        account,
                        OpaqueId.of(message.mailbox()).value(),
                        OpaqueId.of(message).value()),
                almanac.brief(weight.receivedAt()),
                Octets.words(weight.size()));
    }

    private static String at(String account, String... segments) {
        return UriComponentsBuilder.fromPath("/mail/" + account)
                .pathSegment(segments)
                .encode()
                .toUriString();
    }

    /** What stands in the inbox about somebody. */
    private static String search(String account, String email) {
        return UriComponentsBuilder.fromPath("/mail/{account}/role:inbox")
                .queryParam("q", "{email}")
                .encode()
                .buildAndExpand(account, email)
                .toUriString();
    }
}
