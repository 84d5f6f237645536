package io.lettergate;

import io.lettergate.accounts.VaultCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** Starts Lettergate. Modules need not agree about the simple names of their types, so beans have whole ones. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class LettergateApplication {

    public static void main(String[] arguments) {
        VaultCommand.run(arguments)
                .or(() -> FactorsCommand.run(arguments))
                .ifPresentOrElse(System::exit, () -> SpringApplication.run(LettergateApplication.class, arguments));
    }
}
