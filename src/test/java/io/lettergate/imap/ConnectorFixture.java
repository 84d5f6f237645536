package io.lettergate.imap;

import io.lettergate.StillTicker;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Credential;
import io.lettergate.accounts.Keyring;
import io.lettergate.accounts.Password;
import io.lettergate.imap.cache.RowCache;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.Alerts;
import io.lettergate.mailbox.Conversations;
import io.lettergate.mailbox.Inventory;
import io.lettergate.mailbox.Messages;
import io.lettergate.net.Dialer;
import io.lettergate.net.Ticker;
import io.lettergate.net.TrustedEndpoints;
import java.util.Arrays;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The IMAP connector with all that it needs, and nothing of the web. */
final class ConnectorFixture implements AutoCloseable {

    private final StillTicker time = new StillTicker();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private ConnectorFixture(String... properties) {
        TestPropertyValues.of(Arrays.asList(properties)).applyTo(context);
        context.registerBean("still", Ticker.class, () -> time, bean -> bean.setPrimary(true));
        context.register(Parts.class);
        context.refresh();
    }

    static ConnectorFixture with(String... properties) {
        return new ConnectorFixture(properties);
    }

    ImapConnector connector() {
        return context.getBean(ImapConnector.class);
    }

    ImapWatcher watcher() {
        return context.getBean(ImapWatcher.class);
    }

    RowCache cache() {
        return context.getBean(RowCache.class);
    }

    Conversations conversations() {
        return context.getBean(Conversations.class);
    }

    /** What the rest of the product does with it. */
    Messages messages() {
        return context.getBean(Messages.class);
    }

    Alerts alerts() {
        return context.getBean(Alerts.class);
    }

    Inventory inventory() {
        return context.getBean(Inventory.class);
    }

    /** The time of the connector: back-off and rest pass only by it. */
    StillTicker time() {
        return time;
    }

    /** Lets the owner of an account sign in with something else. */
    void hold(Account account, Credential credential) {
        context.getBean(Keyring.class).keep(account.id(), credential);
    }

    SignIn signIn() {
        return context.getBean(SignIn.class);
    }

    /** An account whose owner is signed in with this password. */
    Account account(String userName, Endpoint endpoint, String password) {
        var account = new Account(AccountId.random(), userName, userName, Protocol.IMAP, endpoint);
        context.getBean(Keyring.class).keep(account.id(), new Password(password));
        return account;
    }

    @Override
    public void close() {
        context.close();
    }

    @TestConfiguration
    @ComponentScan(basePackageClasses = {ImapConnector.class, Dialer.class, Messages.class})
    @ConfigurationPropertiesScan(basePackageClasses = {ImapConnector.class, Dialer.class, Messages.class})
    @Import({Keyring.class, SslAutoConfiguration.class})
    static class Parts {

        /** What must not be lost, for as long as a test takes. */
        @Bean
        JdbcClient database() {
            var memory = new SingleConnectionDataSource("jdbc:sqlite::memory:", true);
            var tables = new ClassPathResource("db/migration/V20__moves_and_roles.sql");
            DatabasePopulatorUtils.execute(new ResourceDatabasePopulator(tables), memory);
            return JdbcClient.create(memory);
        }

        /** Every server of a test is one that the operator named. */
        @Bean
        TrustedEndpoints everything() {
            return (host, port) -> true;
        }
    }
}
