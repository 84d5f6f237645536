package io.lettergate.imap;

import io.lettergate.ScriptedServer.Dialogue;
import io.lettergate.ScriptedServer.Script;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * An inbox that answers a watch by the book, with what a test puts into it, however wrong that is.
 *
 * @param modSeq 0 where the server does not count changes
 * @param uids what SEARCH finds, and STATUS counts
 * @param changed what it says before the end of UID FETCH
 * @param unasked what it says in IDLE
 * @param deaf whether it no longer answers the end of IDLE
 */
record PlayedInbox(
        String capabilities,
        long uidValidity,
        long modSeq,
        List<Long> uids,
        List<String> changed,
        List<String> unasked,
        boolean deaf)
        implements Script {

    static PlayedInbox holding(long... uids) {
        return new PlayedInbox("IDLE", 1, 0, LongStream.of(uids).boxed().toList(), List.of(), List.of(), false);
    }

    PlayedInbox knowing(String more, long at) {
        return new PlayedInbox("IDLE " + more, uidValidity, at, uids, changed, unasked, deaf);
    }

    PlayedInbox living(long life) {
        return new PlayedInbox(capabilities, life, modSeq, uids, changed, unasked, deaf);
    }

    PlayedInbox saying(String... lines) {
        return new PlayedInbox(capabilities, uidValidity, modSeq, uids, changed, List.of(lines), deaf);
    }

    PlayedInbox changing(String... lines) {
        return new PlayedInbox(capabilities, uidValidity, modSeq, uids, List.of(lines), unasked, deaf);
    }

    PlayedInbox goneDeaf() {
        return new PlayedInbox(capabilities, uidValidity, modSeq, uids, changed, unasked, true);
    }

    @Override
    public void play(Dialogue client) throws IOException {
        client.say("* OK hello");
        for (var line = client.hear(); line != null; line = client.hear()) {
            var command = line.substring(line.indexOf(' ') + 1);
            for (var answer : answers(command)) {
                client.say(answer);
            }
            if (command.equals("IDLE") && !idles(client)) {
                return;
            }
            client.say(line.substring(0, line.indexOf(' ')) + " OK done");
        }
    }

    private boolean idles(Dialogue client) throws IOException {
        client.say("+ idling");
        for (var news : unasked) {
            client.say(news);
        }
        var heard = client.hear();
        while (deaf && heard != null) {
            heard = client.hear();
        }
        return heard != null;
    }

    private List<String> answers(String command) {
        var status =
                "* STATUS INBOX (MESSAGES %d UNSEEN 0 UIDNEXT 99 UIDVALIDITY %d)".formatted(uids.size(), uidValidity);
        return switch (command.split(" ")[0] + " " + command.replaceFirst("^\\S+ ?(\\S*).*", "$1")) {
            case "CAPABILITY " -> List.of("* CAPABILITY IMAP4rev1 " + capabilities);
            case "EXAMINE INBOX" ->
                List.of(
                        "* " + uids.size() + " EXISTS",
                        "* OK [UIDVALIDITY " + uidValidity + "] here",
                        modSeq == 0 ? "* OK [NOMODSEQ] none" : "* OK [HIGHESTMODSEQ " + modSeq + "] here");
            case "UID SEARCH" ->
                List.of("* SEARCH " + uids.stream().map(String::valueOf).collect(Collectors.joining(" ")));
            case "UID FETCH" -> changed;
            case "STATUS INBOX" -> List.of(status);
            case "LIST \"\"" -> List.of("* LIST () \"/\" INBOX");
            default -> List.of();
        };
    }
}
