package io.lettergate.pop3;

import io.lettergate.ScriptedPop3Server;
import io.lettergate.StillTicker;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Keyring;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Protocol;
import io.lettergate.net.Dialer;
import io.lettergate.net.Ticker;
import io.lettergate.net.TrustedEndpoints;
import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

/** The POP3 client with all that it needs, and nothing of the web, the store or the database. */
final class PopFixture implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private PopFixture(Map<String, Object> more, String... properties) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("more", more));
        TestPropertyValues.of(Arrays.asList(properties)).applyTo(context);
        var time = new StillTicker();
        context.registerBean("still", Ticker.class, () -> time, bean -> bean.setPrimary(true));
        context.register(Parts.class);
        context.refresh();
    }

    static PopFixture with(String... properties) {
        return new PopFixture(Map.of(), properties);
    }

    /** The same with values that are longer than a line. */
    static PopFixture with(Map<String, Object> more, String... properties) {
        return new PopFixture(more, properties);
    }

    PopSignIn signIn() {
        return context.getBean(PopSignIn.class);
    }

    PopCheck check() {
        return context.getBean(PopCheck.class);
    }

    Drop open(ScriptedPop3Server server) {
        return open(account(server));
    }

    Drop open(Account account) {
        return signIn().open(account, new Password("secret"));
    }

    Account account(ScriptedPop3Server server) {
        return account("robin@vale.example", new Endpoint("127.0.0.1", server.port(), Encryption.NONE));
    }

    Account account(String userName, Endpoint endpoint) {
        return new Account(AccountId.random(), userName, userName, Protocol.POP3, endpoint);
    }

    @Override
    public void close() {
        context.close();
    }

    @TestConfiguration
    @ComponentScan(basePackageClasses = Dialer.class)
    @ConfigurationPropertiesScan(basePackageClasses = {PopSignIn.class, Dialer.class})
    @Import({PopSignIn.class, PopCheck.class, Keyring.class, SslAutoConfiguration.class})
    static class Parts {

        /** Every server of a test is one that the operator named. */
        @Bean
        TrustedEndpoints everything() {
            return (host, port) -> true;
        }
    }
}
