package io.lettergate.answering;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The templates of people; they belong to the account that a person signs in with, and serve all of theirs. */
@Service
public class Templates {

    private static final int MOST = 200;

    private final JdbcClient database;

    Templates(JdbcClient database) {
        this.database = database;
    }

    /** All of a person's, by name. */
    public List<Template> of(Account person) {
        return database.sql("SELECT * FROM answer_template WHERE owner_id = ? ORDER BY LOWER(name), id")
                .param(person.id().toString())
                .query(Templates::read)
                .list();
    }

    /**
     * One of them.
     *
     * @throws MailFailure.NoSuchTemplate if there is none with this id, or it is somebody else's
     */
    public Template require(Account person, String id) {
        return database.sql("SELECT * FROM answer_template WHERE owner_id = ? AND id = ?")
                .params(person.id().toString(), id)
                .query(Templates::read)
                .optional()
                .orElseThrow(MailFailure.NoSuchTemplate::new);
    }

    /**
     * Adds one, whatever id it has.
     *
     * @throws IllegalArgumentException if there are too many
     */
    @Transactional
    public Template add(Account person, Template wanted) {
        if (of(person).size() >= MOST) {
            throw new IllegalArgumentException("A person has at most " + MOST + " templates.");
        }
        var id = UUID.randomUUID().toString();
        database.sql("INSERT INTO answer_template (id, owner_id, name, subject, body) VALUES (?, ?, ?, ?, ?)")
                .params(id, person.id().toString(), wanted.name(), wanted.subject(), wanted.text())
                .update();
        return require(person, id);
    }

    /**
     * Replaces one whole.
     *
     * @throws MailFailure.NoSuchTemplate if there is none with this id
     */
    @Transactional
    public Template replace(Account person, String id, Template wanted) {
        var changed = database.sql(
                        "UPDATE answer_template SET name = ?, subject = ?, body = ? WHERE id = ? AND owner_id = ?")
                .params(
                        wanted.name(),
                        wanted.subject(),
                        wanted.text(),
                        id,
                        person.id().toString())
                .update();
        if (changed == 0) {
            throw new MailFailure.NoSuchTemplate();
        }
        return require(person, id);
    }

    /**
     * Removes one.
     *
     * @throws MailFailure.NoSuchTemplate if there is none with this id
     */
    public void remove(Account person, String id) {
        var removed = database.sql("DELETE FROM answer_template WHERE id = ? AND owner_id = ?")
                .params(id, person.id().toString())
                .update();
        if (removed == 0) {
            throw new MailFailure.NoSuchTemplate();
        }
    }

    private static Template read(ResultSet row, int number) throws SQLException {
        return new Template(
                row.getString("id"), row.getString("name"), row.getString("subject"), row.getString("body"));
    }
}
