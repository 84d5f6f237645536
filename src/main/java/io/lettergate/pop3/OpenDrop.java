package io.lettergate.pop3;

import io.lettergate.mail.Uidl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** A session on a connection that is signed in. */
final class OpenDrop implements Drop {

    private final PopWire wire;
    private final Pop3Settings settings;
    private final Capabilities capabilities;
    private final Count count;

    OpenDrop(PopWire wire, Pop3Settings settings, Capabilities capabilities, Count count) {
        this.wire = wire;
        this.settings = settings;
        this.capabilities = capabilities;
        this.count = count;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Count count() {
        return count;
    }

    @Override
    public Listing list() {
        return new ListReading(wire, settings, capabilities, count).read();
    }

    @Override
    public Optional<Uidl> uidl(int number) {
        var reply = wire.ask("UIDL " + number);
        return reply.ok()
                ? Numbers.id(reply.words()).filter(id -> id.number() == number).map(Numbers.Id::uidl)
                : Optional.empty();
    }

    @Override
    public void retrieve(List<Integer> numbers, Retrieval into) throws IOException {
        ahead(numbers, number -> "RETR " + number, number -> {
            var reply = wire.reply();
            if (reply.ok()) {
                into.begins(number);
                wire.message(settings.largest().toBytes(), into::octets);
                into.ended(number);
            } else {
                into.refused(number, reply);
            }
        });
    }

    @Override
    public byte[] top(int number, int lines, int limit) {
        var reply = wire.ask("TOP " + number + " " + lines);
        if (!reply.ok()) {
            throw new PopRefused("TOP", reply);
        }
        return beginning(limit);
    }

    @Override
    public void tops(List<Integer> numbers, int lines, int limit, Tops into) {
        ahead(numbers, number -> "TOP " + number + " " + lines, number -> {
            var reply = wire.reply();
            if (reply.ok()) {
                into.came(number, beginning(limit));
            } else {
                into.refused(number, reply);
            }
        });
    }

    private byte[] beginning(int limit) {
        var kept = new Beginning(limit);
        wire.message(settings.largest().toBytes(), kept::take);
        return kept.octets();
    }

    @Override
    public Reply delete(int number) {
        return wire.ask("DELE " + number);
    }

    @Override
    public List<Reply> delete(List<Integer> numbers) {
        var replies = new ArrayList<Reply>(numbers.size());
        ahead(numbers, number -> "DELE " + number, number -> replies.add(wire.reply()));
        return replies;
    }

    @Override
    public Reply reset() {
        return wire.ask("RSET");
    }

    @Override
    public Reply noop() {
        return wire.ask("NOOP");
    }

    @Override
    public Reply quit() {
        return wire.ask("QUIT");
    }

    /** Says commands before those ahead of them are answered, as far as the server can do that (RFC 2449 §6.8). */
    private <E extends Exception> void ahead(List<Integer> numbers, IntFunction<String> command, Answer<E> answer)
            throws E {
        var window = capabilities.pipelining() ? settings.ahead() : 1;
        var said = 0;
        for (int answered = 0; answered < numbers.size(); answered++) {
            if (said - answered <= window / 2) {
                var until = Math.min(answered + window, numbers.size());
                var commands = new StringBuilder();
                for (; said < until; said++) {
                    commands.append(command.apply(numbers.get(said))).append("\r\n");
                }
                wire.say(commands.toString());
            }
            answer.read(numbers.get(answered));
        }
    }

    /** Reads the answer to one command of many. */
    private interface Answer<E extends Exception> {
        void read(int number) throws E;
    }

    @Override
    public void close() {
        wire.close();
    }
}
