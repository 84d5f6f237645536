package io.lettergate.moving;

import io.lettergate.LettergateApplication;
import io.lettergate.accounts.Access;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Linking;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.MailboxChanges;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Messages;
import io.lettergate.operations.Operation;
import io.lettergate.operations.Operations;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/** A whole Lettergate that copies or switches an account, to be killed whenever a test wants it. */
final class MovingNode {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final ApplicationContext beans;
    private final String password;

    private MovingNode(ApplicationContext beans, String password) {
        this.beans = beans;
        this.password = password;
    }

    /**
     * What to do, and for whom.
     *
     * @param arguments "copy", "switch" or "go-on"; two addresses, the password, the ports for IMAP and POP3, and what
     *     Spring has to know
     */
    public static void main(String... arguments) {
        var settings = Arrays.copyOfRange(arguments, 6, arguments.length);
        var context = SpringApplication.run(LettergateApplication.class, settings);
        var node = new MovingNode(context, arguments[3]);
        switch (arguments[0]) {
            case "copy" -> node.copy(arguments[1], arguments[2], Integer.parseInt(arguments[4]));
            case "switch" -> node.change(arguments[1], arguments[2], Integer.parseInt(arguments[5]));
            default -> System.out.println("here");
        }
        node.awaitEnd(arguments[1]);
    }

    private void copy(String owner, String other, int imap) {
        var from = signedIn(owner);
        var to = link(from, other, Protocol.IMAP, imap);
        beans.getBean(Copying.class).start(from.id(), from, to);
        System.out.println("here");
    }

    /** Half of the mail is here only, in a folder. */
    private void change(String owner, String other, int pop3) {
        var person = signedIn(owner);
        var account = link(person, other, Protocol.POP3, pop3);
        var messages = beans.getBean(Messages.class);
        while (rows(account, inbox(account)).size() < MovesKilledTests.MESSAGES) {
            LockSupport.parkNanos(PAUSE);
        }
        var work = beans.getBean(MailboxChanges.class).create(account, null, "Work", null);
        var all =
                rows(account, inbox(account)).stream().map(MessageSummary::ref).toList();
        messages.copy(account, all, work);
        beans.getBean(Switching.class).begin(person.id(), account);
        System.out.println("here");
    }

    private Mailbox inbox(Account account) {
        return beans.getBean(Mailboxes.class).require(account, "role:inbox");
    }

    private List<MessageSummary> rows(Account account, Mailbox mailbox) {
        return beans.getBean(Messages.class)
                .list(account, mailbox, MessageQuery.newest(MessageQuery.MOST))
                .messages();
    }

    private Account signedIn(String address) {
        return beans.getBean(Accounts.class).signIn(address, new Password(password));
    }

    private Account link(Account owner, String address, Protocol protocol, int port) {
        var access = new Access(protocol, new Endpoint("127.0.0.1", port, Endpoint.Encryption.NONE), address);
        return beans.getBean(Linking.class).link(owner, address, access, new Password(password));
    }

    private void awaitEnd(String owner) {
        var person = signedIn(owner).id();
        var operation = latest(person);
        while (!operation.isOver()) {
            LockSupport.parkNanos(PAUSE);
            operation = latest(person);
        }
        var protocols = beans.getBean(Accounts.class).of(person).stream()
                .map(account -> account.protocol().name())
                .toList();
        System.out.println("over " + operation.state() + " " + protocols + " " + operation.message());
        System.exit(0);
    }

    private Operation latest(AccountId person) {
        var accounts = beans.getBean(Accounts.class).of(person).stream()
                .map(Account::id)
                .toList();
        return beans.getBean(Operations.class).of(accounts).getFirst();
    }
}
