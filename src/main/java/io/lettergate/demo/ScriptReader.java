package io.lettergate.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the files under {@code resources/demo}. A message starts with "=== folder", its directives and an empty line;
 * "--- kind name" starts a section. A section "rows" repeats the message for each of its lines, whose columns fill
 * ${0}, ${1} and so on.
 */
class ScriptReader {

    private static final Pattern MESSAGE = Pattern.compile("(?m)^=== ");
    private static final Pattern SECTION = Pattern.compile("(?m)^--- ");

    private ScriptReader() {}

    static List<Script> read(String file) {
        return MESSAGE.splitAsStream(resource(file))
                .filter(block -> !block.isBlank())
                .flatMap(ScriptReader::repeated)
                .map(ScriptReader::script)
                .toList();
    }

    static String resource(String name) {
        try (InputStream in = ScriptReader.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The demo lacks its file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<String> repeated(String block) {
        var rows = block.split("(?m)^--- rows\n", 2);
        if (rows.length == 1) {
            return Stream.of(block);
        }
        return rows[1].lines().filter(row -> !row.isBlank()).map(row -> filled(rows[0], row.split(" \\| ", -1)));
    }

    private static String filled(String block, String[] columns) {
        var text = block;
        for (var i = 0; i < columns.length; i++) {
            text = text.replace("${" + i + "}", columns[i].strip());
        }
        return text;
    }

    private static Script script(String block) {
        var parts = block.split("\n\n", 2);
        var head = parts[0].lines().toList();
        var directives = new LinkedHashMap<String, String>();
        head.stream()
                .skip(1)
                .map(line -> line.split(":", 2))
                .forEach(pair -> directives.put(pair[0].strip(), pair[1].strip()));
        return new Script(head.getFirst().strip(), Map.copyOf(directives), sections(parts.length > 1 ? parts[1] : ""));
    }

    private static List<Script.Section> sections(String body) {
        var pieces = SECTION.split(body, -1);
        var sections = new ArrayList<Script.Section>();
        sections.add(new Script.Section("text", "", pieces[0].strip()));
        for (var i = 1; i < pieces.length; i++) {
            var lines = pieces[i].split("\n", 2);
            var title = lines[0].strip().split(" ", 2);
            sections.add(new Script.Section(
                    title[0], title.length > 1 ? title[1] : "", lines.length > 1 ? lines[1].strip() : ""));
        }
        return List.copyOf(sections);
    }
}
