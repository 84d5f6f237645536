package io.lettergate.moving;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Mailbox;
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

/** Copies everything of one account to another of the same person. Nothing is changed where it comes from. */
@Service
public class Copying {

    private final Mailboxes mailboxes;
    private final MailboxChanges changes;
    private final Inventory inventory;
    private final Operations operations;

    Copying(Mailboxes mailboxes, MailboxChanges changes, Inventory inventory, Operations operations) {
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.inventory = inventory;
        this.operations = operations;
    }

    /**
     * Works out what would be copied, and copies nothing.
     *
     * @throws IllegalArgumentException if both are the same
     */
    public CopyPlan plan(Account from, Account to) {
        var route = new Route(from, to);
        List<CopyPlan.Line> lines = new ArrayList<>();
        Background.run(() -> {
            var destinations = new Destinations(mailboxes, changes, route);
            destinations.sources().forEach(source -> lines.add(line(from, source, destinations.of(source))));
        });
        return new CopyPlan(lines);
    }

    private CopyPlan.Line line(Account from, Mailbox source, Destination destination) {
        long messages = 0;
        long octets = 0;
        for (var lot = weigh(from, source, 1); !lot.isEmpty(); lot = weigh(from, source, messages + 1)) {
            messages += lot.size();
            octets += lot.stream().mapToLong(Weight::size).sum();
        }
        return new CopyPlan.Line(
                source.name().value(), destination.path(), destination.there() == null, messages, octets);
    }

    private List<Weight> weigh(Account from, Mailbox source, long first) {
        return source.messages() == 0 && source.status() != null
                ? List.of()
                : inventory.weigh(from, source.name(), first);
    }

    /**
     * Begins to copy what is not there yet; one that goes on already goes on instead.
     *
     * @param owner the account that the person has signed in with
     * @throws IllegalArgumentException if both are the same
     */
    public Operation start(AccountId owner, Account from, Account to) {
        var route = new Route(from, to);
        return operations.start(
                owner,
                route.from().id(),
                CopyWork.KIND,
                JsonMapper.shared()
                        .writeValueAsString(new CopyWork.Wanted(to.id().value())));
    }

    /** The latest copy out of an account. */
    public Optional<Operation> latest(Account from) {
        return operations.latest(from.id(), CopyWork.KIND);
    }
}
