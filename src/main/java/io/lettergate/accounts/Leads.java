package io.lettergate.accounts;

import io.lettergate.accounts.Candidate.Source;
import io.lettergate.accounts.clues.Autoconfig;
import io.lettergate.accounts.clues.Clues;
import io.lettergate.accounts.clues.Lookup;
import io.lettergate.accounts.clues.MailExchangers;
import io.lettergate.accounts.clues.Providers;
import io.lettergate.accounts.clues.Seek;
import io.lettergate.accounts.clues.ServiceRecords;
import io.lettergate.net.NameService;
import io.lettergate.net.Ticker;
import io.lettergate.net.Web;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks everybody at once who may know where the mail of an address is, and waits no longer than for the best answer. */
@Component
class Leads {

    private static final Logger LOG = LoggerFactory.getLogger(Leads.class);

    private final List<Asked> all;
    private final Errands errands;
    private final Ticker ticker;
    private final Duration step;

    Leads(LinkingSettings settings, Web web, NameService names, Errands errands, Ticker ticker) {
        this.errands = errands;
        this.ticker = ticker;
        this.step = settings.step();
        var hosts = settings.autoconfig().stream()
                .map(template -> new Autoconfig(web, template, step))
                .toList();
        var databases = Stream.of(settings.providerDatabase())
                .filter(template -> !template.isBlank())
                .map(template -> new Autoconfig(web, template, step))
                .toList();
        List<Asked> asked = new ArrayList<>();
        hosts.forEach(host -> asked.add(new Asked(Source.AUTOCONFIG, host, true)));
        databases.forEach(database -> asked.add(new Asked(Source.DATABASE, database, true)));
        asked.add(new Asked(Source.PROVIDER, new Providers(), false));
        asked.add(new Asked(Source.SRV, new ServiceRecords(names, errands.threads()), false));
        asked.add(new Asked(Source.MX, new MailExchangers(names, databases, hosts), true));
        this.all = List.copyOf(asked);
    }

    /**
     * Who is asked.
     *
     * @param telling whether the time that it takes could tell of a port that somebody else chose
     */
    private record Asked(Source source, Lookup lookup, boolean telling) {}

    /** What somebody says. */
    record Lead(Clue clue, Clues clues) {}

    /** The best first; those who say less than the best, and later, are left out. */
    List<Lead> about(Seek seek, Progress progress) {
        var answers = all.stream()
                .map(asked -> errands.send(() -> lead(asked, seek))
                        .completeOnTimeout(silence(asked, seek), step.toMillis(), TimeUnit.MILLISECONDS))
                .toList();
        List<Lead> leads = new ArrayList<>();
        var known = false;
        for (var answer : answers) {
            if (!known || answer.isDone()) {
                var lead = joined(answer, progress);
                leads.add(lead);
                known |= lead.clues().tellsOfMail();
            }
        }
        return leads;
    }

    private static Lead joined(CompletableFuture<Lead> answer, Progress progress) {
        var lead = answer.join();
        progress.looked(lead.clue());
        return lead;
    }

    private Lead lead(Asked asked, Seek seek) {
        var begun = ticker.nanos();
        try {
            var clues = asked.lookup().look(seek);
            if (!clues.hints().isEmpty()) {
                return new Lead(new Clue(asked.source(), asked.lookup().place(seek), clues.tellsOfMail()), clues);
            }
            return new Lead(silence(asked, seek).clue(), clues);
        } catch (IOException | RuntimeException failed) {
            LOG.debug("asked={} failed", asked.source(), failed);
        }
        if (asked.telling()) {
            pauseUntil(begun + step.toNanos());
        }
        return silence(asked, seek);
    }

    private static Lead silence(Asked asked, Seek seek) {
        return new Lead(new Clue(asked.source(), asked.lookup().place(seek), false), Clues.NONE);
    }

    private void pauseUntil(long nanos) {
        var left = Duration.ofNanos(nanos - ticker.nanos());
        try {
            if (left.isPositive()) {
                ticker.pause(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
