package io.lettergate.moving;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.Background;
import io.lettergate.mailbox.Inventory;
import io.lettergate.mailbox.MailboxChanges;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Weight;
import io.lettergate.operations.Operation;
import io.lettergate.operations.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Makes an account whose mail is collected one whose server keeps its mail. Nothing is removed on either side. */
@Service
public class Switching {

    private final ImapDoors doors;
    private final StillThere stillThere;
    private final Mailboxes mailboxes;
    private final MailboxChanges changes;
    private final Inventory inventory;
    private final Operations operations;

    Switching(
            ImapDoors doors,
            StillThere stillThere,
            Mailboxes mailboxes,
            MailboxChanges changes,
            Inventory inventory,
            Operations operations) {
        this.doors = doors;
        this.stillThere = stillThere;
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.inventory = inventory;
        this.operations = operations;
    }

    /**
     * Works out what would stay where, and changes nothing. Its IMAP server is signed in to once.
     *
     * @throws MailFailure.CapabilityMissing if it is an IMAP account, or its address has no IMAP server
     * @throws MailFailure.SignInRefused if its IMAP server does not take the password
     */
    public SwitchPlan plan(Account account) {
        var server = doors.find(account);
        var route = new Route(account, server.of(account.id(), account.address()));
        List<SwitchPlan.Line> lines = new ArrayList<>();
        Background.run(() -> {
            var destinations = new Destinations(mailboxes, changes, route);
            destinations.sources().forEach(source -> lines.add(line(account, source, destinations.of(source))));
        });
        return new SwitchPlan(account.incoming(), server, lines);
    }

    private SwitchPlan.Line line(Account account, Mailbox source, Destination destination) {
        var line = SwitchPlan.Line.empty(source.name().value(), destination.path(), destination.there() == null);
        long first = 1;
        for (var lot = weigh(account, source, first); !lot.isEmpty(); lot = weigh(account, source, first)) {
            var there = stillThere.of(account, lot.stream().map(Weight::message).toList());
            for (var weight : lot) {
                line = line.with(weight.size(), there.contains(weight.message()));
            }
            first += lot.size();
        }
        return line;
    }

    private List<Weight> weigh(Account account, Mailbox source, long first) {
        return inventory.weigh(account, source.name(), first);
    }

    /**
     * Begins to switch; one that goes on already goes on instead. No mail is collected or removed until it is over.
     *
     * @param owner the account that the person has signed in with
     * @throws MailFailure as {@link #plan} does
     */
    public Operation begin(AccountId owner, Account account) {
        var unfinished = latest(account).filter(operation -> !operation.isOver() && !operation.ending());
        return unfinished.orElseGet(() -> {
            var wanted = new SwitchWork.Wanted(
                    new Access(Protocol.POP3, account.incoming(), account.userName()), doors.find(account));
            return operations.start(
                    owner, account.id(), SwitchWork.KIND, JsonMapper.shared().writeValueAsString(wanted));
        });
    }

    /** The latest switch of an account. */
    public Optional<Operation> latest(Account account) {
        return operations.latest(account.id(), SwitchWork.KIND);
    }
}
