package io.lettergate.imap;

import io.lettergate.net.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a server said about itself on one connection: what it offers, what it is, and what people have to be told. */
class Server {

    private static final int MOST_ALERTS = 5;

    private final Connection connection;
    private final Quirks quirks;
    private final Set<String> capabilities = new HashSet<>();
    private final List<String> alerts = new ArrayList<>();
    private String identity = "";
    private boolean known;
    private @Nullable Consumer<String> listener;

    /** What was said in plain text before TLS does not count, as anybody may have said it. */
    Server(Connection connection, Quirks quirks) {
        this.connection = connection;
        this.quirks = quirks;
        var greeting = connection.greeting();
        var start = greeting.toUpperCase(Locale.ROOT).indexOf("[CAPABILITY ");
        var end = greeting.indexOf(']', Math.max(start, 0));
        if (start >= 0 && end > start && connection.isGreetingSecure()) {
            learn(ValueReader.of(greeting.substring(start + "[CAPABILITY ".length(), end)));
        }
    }

    void hear(Answer answer) {
        var coded = answer.code();
        if (answer.is("CAPABILITY")) {
            learn(answer.values());
        } else if (answer.is("ID")) {
            identity = identity(answer.values().all());
        } else if (coded.equals("CAPABILITY")) {
            var values = answer.codeValues();
            if (values != null) {
                learn(values);
            }
        } else if (coded.equals("ALERT")) {
            alert(answer.words());
        }
    }

    private void alert(String words) {
        if (listener != null) {
            listener.accept(words);
        } else if (alerts.size() < MOST_ALERTS) {
            alerts.add(words);
        }
    }

    /** Hands over what people have to be told (RFC 9051 §7.1): what was said so far, and from now on. */
    void tell(Consumer<String> people) {
        alerts.forEach(people);
        alerts.clear();
        listener = people;
    }

    private void learn(ValueReader words) {
        known = true;
        capabilities.clear();
        words.all().forEach(word -> capabilities.add(word.asText().toUpperCase(Locale.ROOT)));
    }

    /** Name, version and the like, one after the other (RFC 2971 §3.3). */
    private static String identity(List<Value> values) {
        return values.stream()
                .flatMap(value -> value.asList().stream())
                .limit(60)
                .map(Value::asText)
                .collect(Collectors.joining(" "));
    }

    /** Whether it said what it offers in this state. */
    boolean isKnown() {
        return known;
    }

    /** From now on it may offer other things, as it offers other things to other people. */
    void outdate() {
        known = false;
    }

    boolean offers(String capability) {
        var wanted = capability.toUpperCase(Locale.ROOT);
        return capabilities.contains(wanted) && !quirks.isMasked(kind(), wanted);
    }

    /** The value of a capability that has one, as in APPENDLIMIT=1000; empty where it is not offered so. */
    Optional<String> valueOf(String capability) {
        var start = capability.toUpperCase(Locale.ROOT) + "=";
        return capabilities.stream()
                .filter(one -> one.startsWith(start))
                .map(one -> one.substring(start.length()))
                .findFirst();
    }

    void lies(String capability) {
        quirks.mask(kind(), capability.toUpperCase(Locale.ROOT));
    }

    /** Its name and version, if it told. */
    String identity() {
        return identity;
    }

    /** The host and the software, as far as it can be known: what quirks are remembered by. */
    String kind() {
        return connection.endpoint() + " " + (identity.isEmpty() ? greeted() : identity);
    }

    private String greeted() {
        return connection.greeting().replaceAll("\\[[^\\[\\]]*]|[0-9]+", "");
    }
}
