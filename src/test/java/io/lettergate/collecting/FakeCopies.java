package io.lettergate.collecting;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.collecting.spi.LocalCopies;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Copies in memory, which a test reads, flags, moves and removes. */
final class FakeCopies implements LocalCopies {

    static final String DIGEST = "0".repeat(64);

    final List<String> letters = new ArrayList<>();
    private final Map<CopyId, State> states = new HashMap<>();
    private final Set<CopyId> damaged = new HashSet<>();
    private final Map<CopyId, String> others = new HashMap<>();
    private long last;
    private final Set<String> told = new HashSet<>();

    CopyId store(Instant receivedAt) {
        var copy = new CopyId(++last);
        states.put(copy, new State(true, false, false, receivedAt));
        return copy;
    }

    void unread(CopyId copy) {
        states.computeIfPresent(copy, (id, old) -> new State(false, old.flagged(), old.inTrash(), old.receivedAt()));
    }

    void flag(CopyId copy) {
        states.computeIfPresent(copy, (id, old) -> new State(old.read(), true, old.inTrash(), old.receivedAt()));
    }

    void toTrash(CopyId copy, boolean inTrash) {
        states.computeIfPresent(copy, (id, old) -> new State(old.read(), old.flagged(), inTrash, old.receivedAt()));
    }

    void remove(CopyId copy) {
        states.remove(copy);
    }

    void damage(CopyId copy) {
        damaged.add(copy);
    }

    /** Another message has this number now. */
    void exchange(CopyId copy) {
        others.put(copy, "1".repeat(64));
    }

    @Override
    public Map<CopyId, State> states(AccountId account, Collection<CopyId> copies) {
        Map<CopyId, State> found = new HashMap<>();
        copies.stream().filter(states::containsKey).forEach(copy -> found.put(copy, states.get(copy)));
        return found;
    }

    @Override
    public Map<MessageRef, CopyId> shown(Account account, Collection<MessageRef> messages) {
        Map<MessageRef, CopyId> found = new HashMap<>();
        messages.forEach(message -> found.put(message, new CopyId(message.uid().value())));
        return found;
    }

    @Override
    public Optional<MessageRef> place(Account account, CopyId copy) {
        return states.containsKey(copy)
                ? Optional.of(new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(copy.value())))
                : Optional.empty();
    }

    @Override
    public Map<CopyId, String> whole(AccountId account, Collection<CopyId> copies) {
        Map<CopyId, String> whole = new HashMap<>();
        copies.stream()
                .filter(copy -> states.containsKey(copy) && !damaged.contains(copy))
                .forEach(copy -> whole.put(copy, others.getOrDefault(copy, DIGEST)));
        return whole;
    }

    @Override
    public Amount amount(AccountId account) {
        return new Amount(states.size(), 0);
    }

    @Override
    public void tell(Account account, String key, String subject, String text) {
        if (told.add(key)) {
            letters.add(subject);
        }
    }
}
