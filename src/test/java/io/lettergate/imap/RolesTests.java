package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.imap.MailboxTree.Listed;
import io.lettergate.mail.MailboxRole;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTests {

    @ParameterizedTest
    @ValueSource(strings = {"Sent Mail", "Sent-Items", "INBOX/Sent Messages", "[Gmail]/Sent Mail", "Gesendete Objekte"})
    void knowsSentMailByManyNames(String name) {
        assertThat(role(listed(name))).contains(MailboxRole.SENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sent to clients", "Mail", "Trash talk", "Projects/Sent", "Junkyard"})
    void guessesNothingFromNamesThatMeanSomethingElse(String name) {
        assertThat(role(listed(name))).isEmpty();
    }

    @Test
    void believesAttributesBeforeNames() {
        var byName = listed("Sent");
        var byAttribute = new Listed("Ausgang", "/", Set.of("\\sent"));

        var roles = Roles.assign(List.of(byName, byAttribute));

        assertThat(roles.get(byAttribute)).contains(MailboxRole.SENT);
        assertThat(roles.get(byName)).isEmpty();
    }

    private static Optional<MailboxRole> role(Listed one) {
        return Roles.assign(List.of(one)).get(one);
    }

    private static Listed listed(String name) {
        return new Listed(name, "/", Set.of());
    }
}
