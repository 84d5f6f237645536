package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mailbox.spi.MailSession;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Makes, renames and removes the mailboxes of an account, and says what they are for. */
@Service
public class MailboxChanges {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxChanges.class);
    private static final int LONGEST = 200;

    private final Connectors connectors;
    private final Mailboxes mailboxes;
    private final RoleChoices roles;
    private final ApplicationEventPublisher events;

    MailboxChanges(Connectors connectors, Mailboxes mailboxes, RoleChoices roles, ApplicationEventPublisher events) {
        this.connectors = connectors;
        this.mailboxes = mailboxes;
        this.roles = roles;
        this.events = events;
    }

    /**
     * Makes a mailbox, and subscribes to it.
     *
     * @param parent the mailbox above; absent at the top
     * @param label its last level
     * @param role what it is for; absent for an ordinary one
     */
    public Mailbox create(Account account, @Nullable Mailbox parent, String label, @Nullable MailboxRole role) {
        var name = name(account, parent, label);
        connectors.during(account, session -> {
            session.create(name, role);
            note(session, name, true);
        });
        if (role != null) {
            roles.choose(account.id(), role, name);
        }
        return fresh(account, name);
    }

    /**
     * Renames a mailbox with all below it, or puts it elsewhere.
     *
     * @param parent the mailbox above; absent at the top
     */
    public Mailbox rename(Account account, Mailbox mailbox, @Nullable Mailbox parent, String label) {
        requireNotInbox(mailbox);
        var to = name(account, parent, label);
        if (to.equals(mailbox.name())) {
            return mailbox;
        }
        if (parent != null && (parent.equals(mailbox) || parent.isBelow(mailbox))) {
            throw new MailFailure.MailboxNameRefused("it cannot stand below itself");
        }
        var family = withAllBelow(account, mailbox);
        connectors.during(account, session -> {
            session.rename(mailbox.name(), to);
            // Servers keep subscriptions by name.
            family.stream().filter(Mailbox::subscribed).forEach(one -> {
                note(session, renamed(one.name(), mailbox.name(), to), true);
                note(session, one.name(), false);
            });
        });
        family.forEach(one -> roles.renamed(account.id(), one.name(), renamed(one.name(), mailbox.name(), to)));
        return fresh(account, to);
    }

    /** Subscribes along with something else, which is done whatever comes of this: some servers do it by themselves. */
    private static void note(MailSession session, MailboxName name, boolean subscribed) {
        try {
            session.subscribe(name, subscribed);
        } catch (MailFailure.ServerRefused | MailFailure.NoSuchMailbox alreadySo) {
            LOG.debug("subscription left as it is reason={}", alreadySo.sentence());
        }
    }

    private static MailboxName renamed(MailboxName name, MailboxName from, MailboxName to) {
        return new MailboxName(to.value() + name.value().substring(from.value().length()));
    }

    /**
     * Removes a mailbox.
     *
     * @param withAll whether the messages and mailboxes in it may go too, and a mailbox that has a role
     * @throws MailFailure.MailboxNotEmpty if they may not, and there are any
     */
    public void remove(Account account, Mailbox mailbox, boolean withAll) {
        requireNotInbox(mailbox);
        var family = withAllBelow(account, mailbox);
        if (!withAll) {
            requireUnneeded(family);
        }
        connectors.during(account, session -> {
            if (!withAll) {
                family.forEach(one -> requireEmpty(session, one));
            }
            family.stream()
                    .sorted(Comparator.comparingInt(Mailbox::depth).reversed())
                    .forEach(one -> remove(session, one));
        });
        family.forEach(one -> {
            roles.forget(account.id(), one.name());
            tell(account, GoneForGood.What.MAILBOX, one, one.messages());
        });
        mailboxes.forget(account);
    }

    /** Counts once more, as a list may not have told, or may be old; what cannot be counted is not removed. */
    private static void requireEmpty(MailSession session, Mailbox mailbox) {
        var messages = mailbox.selectable() ? session.status(mailbox.name()).messages() : 0;
        if (messages > 0) {
            throw new MailFailure.MailboxNotEmpty(messages, 0);
        }
    }

    private static void remove(MailSession session, Mailbox mailbox) {
        if (mailbox.subscribed()) {
            session.subscribe(mailbox.name(), false);
        }
        if (mailbox.selectable()) {
            session.remove(mailbox.name());
        }
    }

    private static void requireUnneeded(List<Mailbox> family) {
        var messages = family.stream().mapToLong(Mailbox::messages).sum();
        if (messages > 0 || family.size() > 1) {
            throw new MailFailure.MailboxNotEmpty(messages, family.size() - 1L);
        }
        family.stream().map(Mailbox::role).forEach(role -> {
            if (role != null) {
                throw new MailFailure.MailboxNeeded(role);
            }
        });
    }

    /** Shows it in lists, or does not. */
    public Mailbox subscribe(Account account, Mailbox mailbox, boolean subscribed) {
        connectors.during(account, session -> session.subscribe(mailbox.name(), subscribed));
        return fresh(account, mailbox.name());
    }

    /**
     * Says what a mailbox is for; that is kept here, and goes before what the server says.
     *
     * @param role absent to leave it to the server
     */
    public Mailbox assign(Account account, Mailbox mailbox, @Nullable MailboxRole role) {
        requireNotInbox(mailbox);
        if (role == MailboxRole.INBOX || !mailbox.selectable()) {
            throw new MailFailure.MailboxNeeded(MailboxRole.INBOX);
        }
        if (role == null) {
            roles.forget(account.id(), mailbox.name());
        } else {
            roles.choose(account.id(), role, mailbox.name());
        }
        return fresh(account, mailbox.name());
    }

    /**
     * Removes for good all that is in Trash or Junk now.
     *
     * @return how many messages
     * @throws MailFailure.MailboxNeeded if the mailbox is another
     */
    public long empty(Account account, Mailbox mailbox) {
        if (!mailbox.is(MailboxRole.TRASH) && !mailbox.is(MailboxRole.JUNK)) {
            throw new MailFailure.NotPermitted("only Trash and Junk can be emptied");
        }
        var removed = connectors.inSession(account, session -> session.empty(mailbox.name()));
        tell(account, GoneForGood.What.ALL_IN_MAILBOX, mailbox, removed);
        return removed;
    }

    private void tell(Account account, GoneForGood.What what, Mailbox mailbox, long messages) {
        events.publishEvent(new GoneForGood(account.id(), what, mailbox.name(), messages));
    }

    private List<Mailbox> withAllBelow(Account account, Mailbox mailbox) {
        return Stream.concat(
                        Stream.of(fresh(account, mailbox.name())),
                        mailboxes.all(account).stream().filter(one -> one.isBelow(mailbox)))
                .toList();
    }

    private Mailbox fresh(Account account, MailboxName name) {
        return mailboxes.all(account).stream()
                .filter(mailbox -> mailbox.name().equals(name))
                .findFirst()
                .orElseThrow(MailFailure.NoSuchMailbox::new);
    }

    /** The whole name, refused where the server would part it into levels by itself. */
    private MailboxName name(Account account, @Nullable Mailbox parent, String label) {
        var clean = Normalizer.normalize(label.strip(), Normalizer.Form.NFC);
        if (clean.isEmpty() || clean.length() > LONGEST) {
            throw new MailFailure.MailboxNameRefused("it has 1 to " + LONGEST + " characters");
        }
        if (clean.chars().anyMatch(Character::isISOControl) || !isUnicode(clean)) {
            throw new MailFailure.MailboxNameRefused("it has characters that cannot be shown");
        }
        var delimiter = parent == null ? delimiter(account) : parent.delimiter();
        if (parent != null && (delimiter == null || delimiter.isEmpty())) {
            throw new MailFailure.MailboxNameRefused("this mail server has no folders in folders");
        }
        if (delimiter != null && !delimiter.isEmpty() && clean.contains(delimiter)) {
            throw new MailFailure.MailboxNameRefused("the character " + delimiter + " parts folders");
        }
        return new MailboxName(
                parent == null
                        ? connectors.inSession(account, session -> session.prefix()) + clean
                        : parent.name().value() + delimiter + clean);
    }

    /** No half of a character that is made of two. */
    private static boolean isUnicode(String label) {
        return label.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private @Nullable String delimiter(Account account) {
        return mailboxes
                .withRole(account, MailboxRole.INBOX)
                .map(Mailbox::delimiter)
                .orElse(null);
    }

    private static void requireNotInbox(Mailbox mailbox) {
        if (mailbox.name().isInbox()) {
            throw new MailFailure.MailboxNeeded(MailboxRole.INBOX);
        }
    }
}
