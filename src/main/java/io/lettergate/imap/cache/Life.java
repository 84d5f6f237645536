package io.lettergate.imap.cache;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.UidValidity;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** A mailbox of an account, from one UIDVALIDITY to the next. */
record Life(AccountId account, MailboxName mailbox, UidValidity uidValidity) {

    Optional<Long> find(JdbcTemplate sql) {
        return sql
                .query(
                        "SELECT id FROM mailbox WHERE account = ? AND name = ? AND uidvalidity = ?",
                        (row, number) -> row.getLong(1),
                        account.toString(),
                        mailbox.value(),
                        uidValidity.value())
                .stream()
                .findFirst();
    }
}
