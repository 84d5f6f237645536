package io.lettergate.accounts.vault;

import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * {@code --lettergate.vault.rotate=<step>}: does one step of {@link Rotation} and ends. It opens the database and the keyset
 * and nothing else, so that it can be run beside a Lettergate that serves.
 */
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class
})
@Import(VaultTable.class)
@EnableConfigurationProperties(VaultSettings.class)
public final class RotationCommand {

    private static final Logger LOG = LoggerFactory.getLogger(RotationCommand.class);
    private static final String OPTION = "--lettergate.vault.rotate=";

    private RotationCommand() {}

    /** Does the step that the arguments name, and gives the exit status; nothing where they name none. */
    public static Optional<Integer> run(String... arguments) {
        return Stream.of(arguments)
                .filter(argument -> argument.startsWith(OPTION))
                .map(argument -> argument.substring(OPTION.length()))
                .findFirst()
                .map(step -> run(step, arguments));
    }

    private static int run(String step, String... arguments) {
        var application = new SpringApplicationBuilder(RotationCommand.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false);
        try (var context = application.run(arguments)) {
            var rotation = new Rotation(
                    context.getBean(VaultTable.class), context.getBean(VaultSettings.class), Clock.systemUTC());
            LOG.info(rotation.step(step));
            return 0;
        } catch (IllegalStateException notNow) {
            LOG.error(notNow.getMessage());
            return 1;
        }
    }
}
