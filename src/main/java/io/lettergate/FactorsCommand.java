package io.lettergate;

import io.lettergate.auth.factors.TakingAway;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/**
 * {@code --lettergate.factors.take-away=<address>}: takes all second factors of somebody away who has lost them, and ends.
 * It opens the database and the keyset and nothing else, so that it can be run beside a Lettergate that serves.
 */
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    JacksonAutoConfiguration.class
})
@Import(ClockConfiguration.class)
@ConfigurationPropertiesScan("io.lettergate.accounts.vault")
@ComponentScan(
        useDefaultFilters = false,
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
        includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = FactorsCommand.NEEDED))
final class FactorsCommand {

    /** Who takes away, whose tables that changes, and who hears of it. */
    static final String NEEDED = "io\\.lettergate\\.(accounts\\.vault\\.(Vault|VaultTable)"
            + "|auth\\.factors\\.(TakingAway|AuthenticatorApps|RecoveryCodes|PasskeyTable|Guarded|Guesses)"
            + "|auth\\.sessions\\.(EndingAll|BrowserTable)|audit\\.(OperatorHeard|AuditTable))";

    private static final Logger LOG = LoggerFactory.getLogger(FactorsCommand.class);
    private static final String OPTION = "--lettergate.factors.take-away=";

    private FactorsCommand() {}

    /** Does it where the arguments ask for it, and gives the exit status; nothing where they do not. */
    static Optional<Integer> run(String... arguments) {
        return Stream.of(arguments)
                .filter(argument -> argument.startsWith(OPTION))
                .map(argument -> argument.substring(OPTION.length()))
                .findFirst()
                .map(address -> run(address, arguments));
    }

    private static int run(String address, String... arguments) {
        var application = new SpringApplicationBuilder(FactorsCommand.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false);
        try (var context = application.run(arguments)) {
            LOG.info(context.getBean(TakingAway.class).from(address));
            return 0;
        } catch (IllegalStateException notSo) {
            LOG.error(notSo.getMessage());
            return 1;
        }
    }
}
