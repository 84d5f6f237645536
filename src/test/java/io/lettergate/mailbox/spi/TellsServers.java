package io.lettergate.mailbox.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.ServerTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Compares {@code docs/servers.md} with each promise that was kept, or writes it down there with
 * {@code -Dlettergate.golden=write}.
 */
final class TellsServers implements AfterTestExecutionCallback {

    private static final String KEPT = "yes";

    /** What tells one way from another in the commands that were sent; the first that fits counts. */
    private static final Map<String, Map<String, String>> WAYS = Map.of(
            "movesAwayFromTheSource",
                    ways("MOVE", "UID MOVE", "COPY, then UID EXPUNGE", "UID EXPUNGE", "COPY", "UID COPY"),
            "removesForGoodAndNoOther",
                    ways("UID EXPUNGE", "UID EXPUNGE", "EXPUNGE", "EXPUNGE", "`\\Deleted`", "UID STORE"),
            "listsTheMailboxesWithTheirRolesAndCounts",
                    ways("LIST-STATUS", "LIST .*RETURN .*STATUS.*", "LIST and STATUS", "STATUS .*"),
            "decodesPartsOrGivesThemAsEncoded", ways("BINARY", ".*BINARY.PEEK\\[2].*", "BODY", ".*BODY.PEEK\\[2].*"),
            "tellsWhoWroteAndWhatItIsAbout",
                    ways("PREVIEW", ".*PREVIEW.*", "the text's beginning", ".*BODY.PEEK\\[.*<0.*"));

    private static Map<String, String> ways(String... namesAndPatterns) {
        Map<String, String> ways = new LinkedHashMap<>();
        for (int index = 0; index < namesAndPatterns.length; index += 2) {
            ways.put(namesAndPatterns[index], namesAndPatterns[index + 1]);
        }
        return ways;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) throws IOException {
        var method = context.getRequiredTestMethod();
        if (context.getExecutionException().isPresent() || !isPromise(method.getName())) {
            return;
        }
        var contract = (MailSessionContract) context.getRequiredTestInstance();
        tell(sentence(method.getName()), contract.serverName(), way(method.getName(), contract));
    }

    private static synchronized void tell(String promise, String server, String way) throws IOException {
        var table = ServerTable.read();
        if ("write".equals(System.getProperty("lettergate.golden"))) {
            table.put(promise, server, way);
            table.keepOnly(promises()::contains);
            table.write();
        }
        assertThat(table.cell(promise, server))
                .as("docs/servers.md on \"%s\" with %s; -Dlettergate.golden=write rewrites it", promise, server)
                .isEqualTo(way);
    }

    /** All that the contract promises, in words. */
    static Set<String> promises() {
        return promiseNames().map(TellsServers::sentence).collect(Collectors.toSet());
    }

    private static Stream<String> promiseNames() {
        return Arrays.stream(MailSessionContract.class.getDeclaredMethods())
                .filter(method -> Arrays.stream(method.getAnnotations())
                        .anyMatch(annotation ->
                                annotation.annotationType().getSimpleName().endsWith("Test")))
                .map(method -> method.getName());
    }

    private static boolean isPromise(String method) {
        return promiseNames().anyMatch(method::equals);
    }

    private static String way(String method, MailSessionContract contract) {
        var commands = contract.commands();
        return WAYS.getOrDefault(method, Map.of()).entrySet().stream()
                .filter(way -> {
                    var pattern = Pattern.compile(way.getValue() + "( .*)?");
                    return commands.stream()
                            .anyMatch(command -> pattern.matcher(command).matches());
                })
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(KEPT);
    }

    private static String sentence(String method) {
        return method.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
