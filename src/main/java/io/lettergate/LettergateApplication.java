package io.lettergate;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Lettergate. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LettergateApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(LettergateApplication.class, arguments);
    }
}
