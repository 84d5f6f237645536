package io.lettergate.mailbox;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what people use their mailboxes for, where they chose themselves: that goes before all guesses. */
@Repository
class RoleChoices {

    private final JdbcClient database;

    RoleChoices(JdbcClient database) {
        this.database = database;
    }

    /** The mailboxes with the roles that their owner chose; a choice whose mailbox is not there counts for nothing. */
    List<Mailbox> apply(AccountId account, List<Mailbox> mailboxes) {
        var chosen = of(account);
        chosen.values()
                .removeIf(name ->
                        mailboxes.stream().noneMatch(mailbox -> mailbox.name().equals(name) && mailbox.selectable()));
        return chosen.isEmpty()
                ? mailboxes
                : mailboxes.stream().map(mailbox -> applied(mailbox, chosen)).toList();
    }

    private static Mailbox applied(Mailbox mailbox, Map<MailboxRole, MailboxName> chosen) {
        for (var choice : chosen.entrySet()) {
            if (choice.getValue().equals(mailbox.name())) {
                return mailbox.withRole(choice.getKey());
            }
        }
        var role = mailbox.role();
        return role != null && chosen.containsKey(role) ? mailbox.withRole(null) : mailbox;
    }

    private Map<MailboxRole, MailboxName> of(AccountId account) {
        Map<MailboxRole, MailboxName> chosen = new EnumMap<>(MailboxRole.class);
        database.sql("SELECT role, mailbox FROM mailbox_role WHERE account_id = ?")
                .param(account.toString())
                .query(row -> {
                    var name = new MailboxName(row.getString("mailbox"));
                    MailboxRole.of(row.getString("role")).ifPresent(role -> chosen.put(role, name));
                });
        return chosen;
    }

    void choose(AccountId account, MailboxRole role, MailboxName mailbox) {
        forget(account, mailbox);
        database.sql("""
                        INSERT INTO mailbox_role (account_id, role, mailbox) VALUES (?, ?, ?)
                        ON CONFLICT (account_id, role) DO UPDATE SET mailbox = excluded.mailbox""")
                .params(account.toString(), role.word(), mailbox.value())
                .update();
    }

    /** Leaves it to the mail server again. */
    void forget(AccountId account, MailboxName mailbox) {
        database.sql("DELETE FROM mailbox_role WHERE account_id = ? AND mailbox = ?")
                .params(account.toString(), mailbox.value())
                .update();
    }

    void renamed(AccountId account, MailboxName from, MailboxName to) {
        database.sql("UPDATE mailbox_role SET mailbox = ? WHERE account_id = ? AND mailbox = ?")
                .params(to.value(), account.toString(), from.value())
                .update();
    }
}
