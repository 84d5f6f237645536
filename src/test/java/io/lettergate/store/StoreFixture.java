package io.lettergate.store;

import com.zaxxer.hikari.HikariDataSource;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.collecting.spi.LocalCopies;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Protocol;
import io.lettergate.mail.Uidl;
import io.lettergate.store.Intake.Arrival;
import io.lettergate.store.Intake.Kept;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A store in a directory, with a database of its own, and nothing of the web. */
final class StoreFixture implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    StoreFixture(Path directory) {
        this(directory, directory.resolve("store.db"));
    }

    StoreFixture(Path directory, Path database) {
        TestPropertyValues.of("lettergate.store.directory=" + directory.resolve("mail"), "test.database=" + database)
                .applyTo(context);
        context.register(Parts.class);
        context.refresh();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Intake intake() {
        return bean(Intake.class);
    }

    LocalCopies copies() {
        return bean(LocalCopies.class);
    }

    JdbcClient database() {
        return bean(JdbcClient.class);
    }

    /** An account that is in the table of accounts. */
    Account account(String address) {
        var account = new Account(
                AccountId.random(),
                address,
                address,
                Protocol.POP3,
                new Endpoint("pop.example", 995, Endpoint.Encryption.TLS));
        database()
                .sql("INSERT INTO account (id, owner_id, address, created_at, signed_in_at) VALUES (?, ?, ?, 0, 0)")
                .params(account.id().toString(), account.id().toString(), address)
                .update();
        return account;
    }

    /** Keeps messages whose unique-ids are their numbers, from 1. */
    List<Kept> keep(Account account, String... messages) throws IOException {
        var arrivals = new ArrayList<Arrival>();
        for (int index = 0; index < messages.length; index++) {
            arrivals.add(arrival(messages[index], "uid-" + (index + 1), 0));
        }
        return keep(account, arrivals, kept -> {});
    }

    List<Kept> keep(Account account, List<Arrival> arrivals, Consumer<List<Kept>> alongside) throws IOException {
        var told = new ArrayList<Kept>();
        try {
            intake().keep(account, arrivals, kept -> {
                told.addAll(kept);
                alongside.accept(kept);
            });
        } finally {
            arrivals.forEach(arrival -> arrival.message().close());
        }
        return told;
    }

    Arrival arrival(String message, String uidl, int ordinal) throws IOException {
        return arrival(message.getBytes(StandardCharsets.UTF_8), uidl, ordinal);
    }

    Arrival arrival(byte[] message, String uidl, int ordinal) throws IOException {
        var incoming = intake().begin();
        incoming.write(ByteBuffer.wrap(message));
        incoming.finish();
        return new Arrival(incoming, new Origin(new Uidl(uidl), ordinal, Instant.EPOCH));
    }

    static String message(String subject, String... words) {
        return "From: Ada <ada@example.org>\r\nTo: robin@vale.example\r\nSubject: " + subject + "\r\nMessage-ID: <"
                + subject.hashCode() + "@example.org>\r\n\r\n" + String.join("\r\n", Arrays.asList(words)) + "\r\n";
    }

    @Override
    public void close() {
        context.close();
    }

    @TestConfiguration
    @ComponentScan(basePackageClasses = Intake.class)
    @ComponentScan(
            basePackageClasses = AccountId.class,
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(JdbcAccounts|AccountRecovery)"))
    @ConfigurationPropertiesScan(basePackageClasses = Intake.class)
    static class Parts {

        @Bean(destroyMethod = "close")
        HikariDataSource dataSource(Environment environment) {
            var source = new HikariDataSource();
            source.setMaximumPoolSize(4);
            source.setJdbcUrl(
                    "jdbc:sqlite:" + environment.getRequiredProperty("test.database")
                            + "?journal_mode=WAL&synchronous=FULL&transaction_mode=IMMEDIATE&busy_timeout=5000&foreign_keys=on");
            Flyway.configure().dataSource(source).load().migrate();
            return source;
        }

        @Bean
        JdbcTemplate template(DataSource source) {
            return new JdbcTemplate(source);
        }

        @Bean
        JdbcClient client(JdbcTemplate template) {
            return JdbcClient.create(template);
        }

        @Bean
        TransactionTemplate transaction(DataSource source) {
            return new TransactionTemplate(new JdbcTransactionManager(source));
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
