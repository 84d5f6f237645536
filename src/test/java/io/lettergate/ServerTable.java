package io.lettergate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The table in {@code docs/servers.md}: what was tried on which server, and by which way it was done. */
public final class ServerTable {

    private static final Path FILE = Path.of("docs/servers.md");
    private static final String START = "| what |";

    private final List<String> introduction;
    private final Map<String, Map<String, String>> cells = new TreeMap<>();

    private ServerTable(List<String> lines) {
        introduction = lines.stream().takeWhile(line -> !line.startsWith(START)).toList();
        var rows = lines.stream()
                .filter(line -> line.startsWith("| "))
                .map(ServerTable::columns)
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        var servers = rows.getFirst();
        for (var row : rows.subList(2, rows.size())) {
            for (int column = 1; column < row.size(); column++) {
                put(row.getFirst(), servers.get(column), row.get(column));
            }
        }
    }

    public static ServerTable read() throws IOException {
        return new ServerTable(Files.readAllLines(FILE));
    }

    private static List<String> columns(String line) {
        return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
    }

    /** What can be done, in the order of the table. */
    public List<String> promises() {
        return List.copyOf(cells.keySet());
    }

    /** How it is done there; empty where it was never tried. */
    public String cell(String promise, String server) {
        return cells.getOrDefault(promise, Map.of()).getOrDefault(server, "");
    }

    public void put(String promise, String server, String way) {
        cells.computeIfAbsent(promise, unknown -> new TreeMap<>()).put(server, way);
    }

    public void keepOnly(Predicate<String> promises) {
        cells.keySet().removeIf(promises.negate());
    }

    public void write() throws IOException {
        var servers = new TreeSet<String>();
        cells.values().forEach(row -> servers.addAll(row.keySet()));
        var text = new StringBuilder(String.join("\n", introduction)).append('\n');
        text.append(START).append(' ').append(String.join(" | ", servers)).append(" |\n");
        text.append("| --- |").append(" --- |".repeat(servers.size())).append('\n');
        for (var promise : cells.keySet()) {
            text.append("| ").append(promise).append(" |");
            servers.forEach(
                    server -> text.append(' ').append(cell(promise, server)).append(" |"));
            text.append('\n');
        }
        Files.writeString(FILE, text);
    }
}
