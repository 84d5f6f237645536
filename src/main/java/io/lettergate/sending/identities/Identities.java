package io.lettergate.sending.identities;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.safehtml.MailHtml;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who the person of an account can write as: the account's own address always, and others that they named. */
@Service
public class Identities {

    private static final int MOST = 50;

    private final JdbcClient database;

    Identities(JdbcClient database) {
        this.database = database;
    }

    /** All of them, the account's own address first. One of them is preferred. */
    public List<Identity> of(Account account) {
        var ownId = account.id().toString();
        var stored = database.sql("SELECT * FROM identity WHERE account_id = ? ORDER BY address, id")
                .param(ownId)
                .query(Identities::read)
                .list();
        var isNonePreferred = stored.stream().noneMatch(Identity::preferred);
        var all = new ArrayList<Identity>();
        all.add(stored.stream()
                .filter(identity -> identity.id().equals(ownId))
                .findFirst()
                .orElseGet(() -> new Identity(ownId, "", account.address(), null, "", null, isNonePreferred)));
        stored.stream().filter(identity -> !identity.id().equals(ownId)).forEach(all::add);
        return List.copyOf(all);
    }

    /**
     * One of them.
     *
     * @throws MailFailure.NoSuchIdentity if the account has none with this id
     */
    public Identity require(Account account, String id) {
        return of(account).stream()
                .filter(identity -> identity.id().equals(id))
                .findFirst()
                .orElseThrow(MailFailure.NoSuchIdentity::new);
    }

    /** The one that new messages begin with. */
    public Identity preferred(Account account) {
        var all = of(account);
        return all.stream().filter(Identity::preferred).findFirst().orElseGet(all::getFirst);
    }

    /** All addresses that are the person's own here, in lower case. */
    public Set<String> addresses(Account account) {
        return of(account).stream()
                .map(identity -> identity.address().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Adds one.
     *
     * @throws IllegalArgumentException if there are too many
     */
    @Transactional
    public Identity add(Account account, Identity wanted) {
        if (of(account).size() >= MOST) {
            throw new IllegalArgumentException("An account has at most " + MOST + " identities.");
        }
        return store(account, with(UUID.randomUUID().toString(), wanted));
    }

    /**
     * Replaces one whole; the address of the account's own stays what it is.
     *
     * @throws MailFailure.NoSuchIdentity if the account has none with this id
     */
    @Transactional
    public Identity replace(Account account, String id, Identity wanted) {
        var known = require(account, id);
        if (isOwn(account, id) && !known.address().equalsIgnoreCase(wanted.address())) {
            throw new IllegalArgumentException("The account's own address cannot be changed. Add another identity.");
        }
        return store(account, with(id, wanted));
    }

    /**
     * Removes one; the account's own only loses what was changed about it.
     *
     * @throws MailFailure.NoSuchIdentity if the account has none with this id
     */
    @Transactional
    public void remove(Account account, String id) {
        require(account, id);
        database.sql("DELETE FROM identity WHERE id = ? AND account_id = ?")
                .params(id, account.id().toString())
                .update();
    }

    private static boolean isOwn(Account account, String id) {
        return account.id().toString().equals(id);
    }

    private static Identity with(String id, Identity wanted) {
        return new Identity(
                id,
                wanted.name(),
                wanted.address(),
                wanted.replyTo(),
                wanted.signature(),
                cleaned(wanted.signatureHtml()),
                wanted.preferred());
    }

    private static @Nullable String cleaned(@Nullable String html) {
        return html == null || html.isBlank() ? null : MailHtml.written(html);
    }

    private Identity store(Account account, Identity identity) {
        if (identity.preferred()) {
            database.sql("UPDATE identity SET preferred = 0 WHERE account_id = ?")
                    .param(account.id().toString())
                    .update();
        }
        database.sql("""
                        INSERT INTO identity
                        (id, account_id, name, address, reply_to, signature_text, signature_html, preferred)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = excluded.address,
                        reply_to = excluded.reply_to, signature_text = excluded.signature_text,
                        signature_html = excluded.signature_html, preferred = excluded.preferred""")
                .param(identity.id())
                .param(account.id().toString())
                .param(identity.name())
                .param(identity.address())
                .param(identity.replyTo())
                .param(identity.signature())
                .param(identity.signatureHtml())
                .param(identity.preferred() ? 1 : 0)
                .update();
        return identity;
    }

    private static Identity read(ResultSet row, int number) throws SQLException {
        return new Identity(
                row.getString("id"),
                row.getString("name"),
                row.getString("address"),
                row.getString("reply_to"),
                row.getString("signature_text"),
                row.getString("signature_html"),
                row.getInt("preferred") == 1);
    }
}
