package io.lettergate.auth;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The tables of sign-ins in memory. */
public final class SignInTables {

    private SignInTables() {}

    public static JdbcClient fresh() {
        var memory = new SingleConnectionDataSource("jdbc:sqlite::memory:", true);
        var tables = new ClassPathResource("db/migration/V91__sign_ins.sql");
        DatabasePopulatorUtils.execute(new ResourceDatabasePopulator(tables), memory);
        return JdbcClient.create(memory);
    }
}
