package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes, renames and removes mailboxes. */
@Component
class Keeping {

    private static final int LONGEST = 1000;

    private final Changes changes;
    private final Boxes boxes;
    private final Moving moving;

    Keeping(Changes changes, Boxes boxes, Moving moving) {
        this.changes = changes;
        this.boxes = boxes;
        this.moving = moving;
    }

    /** Makes a mailbox, and those above it that are missing. */
    void create(AccountId account, MailboxName name, @Nullable MailboxRole role) {
        changes.make(account, change -> {
            requireFree(account, name);
            makeAbove(change, name);
            make(change, name, boxes.all(account).stream().anyMatch(box -> box.role() == role) ? null : role);
            return true;
        });
    }

    private void requireFree(AccountId account, MailboxName name) {
        if (boxes.find(account, name).isPresent()) {
            throw new MailFailure.MailboxExists();
        }
        var value = name.value();
        if (value.length() > LONGEST) {
            throw new MailFailure.MailboxNameRefused("it is too long");
        }
        if (List.of(value.split(Box.DELIMITER, -1)).contains("")) {
            throw new MailFailure.MailboxNameRefused("a folder in it has no name");
        }
    }

    private void makeAbove(Change change, MailboxName name) {
        int end = name.value().indexOf(Box.DELIMITER);
        for (; end > 0; end = name.value().indexOf(Box.DELIMITER, end + 1)) {
            var above = new MailboxName(name.value().substring(0, end));
            if (boxes.find(change.account(), above).isEmpty()) {
                make(change, above, null);
            }
        }
    }

    private void make(Change change, MailboxName name, @Nullable MailboxRole role) {
        var validity = changes.uidValidity(change.account());
        var box = boxes.add(change.account(), name, role, true, validity, 1, change.modSeq());
        change.say(box.line(change.modSeq()));
    }

    /** Renames a mailbox with all below it; each begins a new life for those who knew its name. */
    void rename(AccountId account, MailboxName from, MailboxName to) {
        changes.make(account, change -> {
            var box = require(account, from);
            requireFree(account, to);
            if (to.value().startsWith(from.value() + Box.DELIMITER)) {
                throw new MailFailure.MailboxNameRefused("it cannot stand below itself");
            }
            makeAbove(change, to);
            rename(change, box, to);
            boxes.all(account).stream()
                    .filter(one -> one.name().value().startsWith(from.value() + Box.DELIMITER))
                    .forEach(one -> rename(
                            change,
                            one,
                            new MailboxName(to.value()
                                    + one.name().value().substring(from.value().length()))));
            return true;
        });
    }

    private void rename(Change change, Box box, MailboxName to) {
        requireFree(change.account(), to);
        boxes.gone(change.account(), box.name(), change.modSeq());
        boxes.rename(box, to, change.modSeq());
        change.say(boxes.require(change.account(), to).line(change.modSeq()));
    }

    /** Removes a mailbox with its messages; those below it stay. */
    void remove(AccountId account, MailboxName name) {
        require(account, name);
        moving.empty(account, name);
        changes.make(account, change -> {
            var box = require(account, name);
            moving.remove(change, box);
            boxes.gone(account, name, change.modSeq());
            boxes.remove(box);
            change.say(new Line.MailboxGone(change.modSeq(), box.uidValidity().value()));
            return true;
        });
    }

    private Box require(AccountId account, MailboxName name) {
        if (name.isInbox()) {
            throw new MailFailure.MailboxNeeded(MailboxRole.INBOX);
        }
        return boxes.require(account, name);
    }

    void subscribe(AccountId account, MailboxName name, boolean subscribed) {
        changes.make(account, change -> {
            boxes.subscribe(boxes.require(account, name), subscribed);
            change.say(boxes.require(account, name).line(change.modSeq()));
            return true;
        });
    }
}
