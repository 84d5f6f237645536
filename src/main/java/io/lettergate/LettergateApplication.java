package io.lettergate;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** Starts Lettergate. Modules need not agree about the simple names of their types, so beans have whole ones. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class LettergateApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(LettergateApplication.class, arguments);
    }
}
