package io.lettergate.pop3;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Uidl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists a maildrop by LIST and UIDL. A line that cannot be read is passed over and makes the listing incomplete; a listing
 * without its end is none.
 */
final class ListReading {

    private final PopWire wire;
    private final Pop3Settings settings;
    private final Capabilities capabilities;
    private final Count count;
    private final Map<Integer, Long> sizes = new LinkedHashMap<>();
    private final Map<Integer, Uidl> uidls = new LinkedHashMap<>();
    private boolean sound = true;

    ListReading(PopWire wire, Pop3Settings settings, Capabilities capabilities, Count count) {
        this.wire = wire;
        this.settings = settings;
        this.capabilities = capabilities;
        this.count = count;
    }

    Listing read() {
        wire.say(capabilities.pipelining() ? "LIST\r\nUIDL\r\n" : "LIST\r\n");
        readSizes();
        if (!capabilities.pipelining()) {
            wire.say("UIDL\r\n");
        }
        var hasUidls = readUidls();
        var entries = new ArrayList<Listing.Entry>(sizes.size());
        sizes.forEach((number, size) -> {
            if (!hasUidls || uidls.containsKey(number)) {
                entries.add(new Listing.Entry(number, uidls.get(number), size));
            }
        });
        return new Listing(List.copyOf(entries), sound && isWhole(entries.size(), hasUidls), hasUidls);
    }

    private boolean isWhole(int entries, boolean hasUidls) {
        return entries == count.messages()
                && sizes.size() == count.messages()
                && (!hasUidls || uidls.size() == count.messages());
    }

    private void readSizes() {
        var reply = wire.reply();
        if (reply.ok()) {
            wire.lines(settings.messages(), this::size);
        } else if (count.messages() > 0) {
            throw refused(reply);
        }
    }

    private void size(String line) {
        Numbers.size(line)
                .ifPresentOrElse(
                        size -> sound &= sizes.putIfAbsent(size.number(), size.octets()) == null, () -> sound = false);
    }

    /** Whether there are any: a server that offers them and refuses now will give them another time. */
    private boolean readUidls() {
        var reply = wire.reply();
        if (reply.ok()) {
            wire.lines(settings.messages(), this::uidl);
            return true;
        }
        if (count.messages() == 0) {
            return capabilities.uidl();
        }
        if (capabilities.uidl() || reply.code() == Code.SYS_TEMP || reply.code() == Code.IN_USE) {
            throw refused(reply);
        }
        return false;
    }

    private void uidl(String line) {
        Numbers.id(line)
                .ifPresentOrElse(id -> sound &= uidls.putIfAbsent(id.number(), id.uidl()) == null, () -> sound = false);
    }

    private MailFailure refused(Reply reply) {
        return new MailFailure.ServerUnavailable(wire.host(), reply.words());
    }
}
