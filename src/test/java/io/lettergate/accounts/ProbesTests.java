package io.lettergate.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.MovedClock;
import io.lettergate.mail.MailFailure;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class ProbesTests {

    private static final AccountId ROBIN = person();

    private final MovedClock clock = new MovedClock();
    private final JdbcClient database = database();
    private final Probes probes = node();

    private Probes node() {
        var settings = new LinkingSettings(
                false, Duration.ofSeconds(6), List.of(), "", new LinkingSettings.Probing(3, 5, Duration.ofMinutes(10)));
        return new Probes(settings, new ProbeTable(database), clock);
    }

    private static JdbcClient database() {
        var memory = new SingleConnectionDataSource("jdbc:sqlite::memory:", true);
        var tables = new ClassPathResource("db/migration/V97__probes.sql");
        DatabasePopulatorUtils.execute(new ResourceDatabasePopulator(tables), memory);
        return JdbcClient.create(memory);
    }

    @Test
    @DisplayName("R26 one person has so many probes, and more when time has passed")
    void onePersonHasSoMany() {
        take(ROBIN, null, 3);

        assertThatThrownBy(() -> probes.take(ROBIN, null))
                .isInstanceOf(MailFailure.TooManyProbes.class)
                .matches(many -> ((MailFailure) many).retryAfter().equals(Duration.ofSeconds(601)));
        assertThatCode(() -> probes.take(person(), null)).doesNotThrowAnyException();

        clock.forward(Duration.ofMinutes(10));
        take(ROBIN, null, 3);
    }

    @Test
    @DisplayName("R26 all nodes count together, and what was refused does not count")
    void allNodesCountTogether() {
        take(ROBIN, null, 3);

        for (var tries = 0; tries < 10; tries++) {
            assertThatThrownBy(() -> node().take(ROBIN, null)).isInstanceOf(MailFailure.TooManyProbes.class);
        }
        clock.forward(Duration.ofMinutes(10));
        probes.forgetOld();

        assertThat(database.sql("SELECT COUNT(*) FROM probe")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThatCode(() -> node().take(ROBIN, null)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("R26 all in one network have so many together")
    void allInOneNetworkHaveSoMany() {
        for (var host = 1; host <= 5; host++) {
            take(person(), "192.0.2." + host, 1);
            take(person(), "2001:db8:1:2" + host + "::" + host, 1);
        }

        assertThatThrownBy(() -> probes.take(person(), "192.0.2.200")).isInstanceOf(MailFailure.TooManyProbes.class);
        assertThatThrownBy(() -> probes.take(person(), "2001:db8:1:29::9"))
                .isInstanceOf(MailFailure.TooManyProbes.class);
        take(person(), "192.0.3.1", 1);
        take(person(), "2001:db8:2:1::1", 1);
    }

    @Test
    void thisMachineIsNoNetworkAsItMayBeAProxyForAll() {
        for (var visitor = 0; visitor < 20; visitor++) {
            take(person(), "127.0.0.1", 1);
            take(person(), "::1", 1);
        }
    }

    private void take(AccountId person, String client, int times) {
        for (var time = 0; time < times; time++) {
            probes.take(person, client);
        }
    }

    private static AccountId person() {
        return new AccountId(UUID.randomUUID());
    }
}
