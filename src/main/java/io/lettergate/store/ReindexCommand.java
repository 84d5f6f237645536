package io.lettergate.store;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/** {@code --lettergate.reindex}: makes the tables of the store anew, says what came of it, and ends. */
@Component
class ReindexCommand implements ApplicationRunner {

    static final String OPTION = "lettergate.reindex";

    private static final Logger LOG = LoggerFactory.getLogger(ReindexCommand.class);

    private final Reindexing reindexing;
    private final ConfigurableApplicationContext context;

    ReindexCommand(Reindexing reindexing, ConfigurableApplicationContext context) {
        this.reindexing = reindexing;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (arguments.containsOption(OPTION)) {
            var report = reindexing.run();
            report.sentences().forEach(LOG::info);
            System.exit(SpringApplication.exit(context, () -> report.lost() > 0 ? 1 : 0));
        }
    }
}
