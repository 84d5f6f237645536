package io.lettergate.moving;

import io.lettergate.accounts.Access;
import io.lettergate.mail.Endpoint;
import java.util.List;

/**
 * What a switch to IMAP would leave where, and carry where.
 *
 * @param from the server that mail is collected from
 * @param server the one that keeps it from then on; it took the account's password
 * @param lines mailbox by mailbox
 */
public record SwitchPlan(Endpoint from, Access server, List<Line> lines) {

    public SwitchPlan {
        lines = List.copyOf(lines);
    }

    /**
     * One mailbox.
     *
     * @param source the whole name of the mailbox here
     * @param target the whole name of the one on the server
     * @param isNew whether that is made first
     * @param staying messages that lie on the server, as far as we know: they are looked for there, and not uploaded
     * @param uploaded messages that are here only
     */
    public record Line(
            String source,
            String target,
            boolean isNew,
            long staying,
            long stayingOctets,
            long uploaded,
            long uploadedOctets) {

        static Line empty(String source, String target, boolean isNew) {
            return new Line(source, target, isNew, 0, 0, 0, 0);
        }

        Line with(long size, boolean stays) {
            return stays
                    ? new Line(source, target, isNew, staying + 1, stayingOctets + size, uploaded, uploadedOctets)
                    : new Line(source, target, isNew, staying, stayingOctets, uploaded + 1, uploadedOctets + size);
        }
    }

    public long staying() {
        return lines.stream().mapToLong(Line::staying).sum();
    }

    public long stayingOctets() {
        return lines.stream().mapToLong(Line::stayingOctets).sum();
    }

    public long uploaded() {
        return lines.stream().mapToLong(Line::uploaded).sum();
    }

    public long uploadedOctets() {
        return lines.stream().mapToLong(Line::uploadedOctets).sum();
    }

    /** What stays where, in three sentences. */
    public List<String> sentences() {
        var host = server.incoming().host();
        return List.of(
                messages(staying()) + " " + lies(staying()) + " on " + host
                        + " already and stays there, in the folder and with the marks that it has here.",
                messages(uploaded()) + " " + lies(uploaded()) + " only here; a copy of each is put on " + host + ".",
                "Nothing is removed on either side: what is here stays here until you erase it, and from then on you see"
                        + " the mail on " + host + ".");
    }

    private static String messages(long count) {
        return count == 0 ? "No message" : count == 1 ? "1 message" : count + " messages";
    }

    private static String lies(long count) {
        return count > 1 ? "lie" : "lies";
    }
}
