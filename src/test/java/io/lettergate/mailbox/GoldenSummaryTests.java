package io.lettergate.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.lettergate.CorpusFiles;
import io.lettergate.mail.Part;
import io.lettergate.mime.MessageHeader;
import io.lettergate.mime.PartReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What we make of each message of the corpus, beside what Python's email package makes of it. */
class GoldenSummaryTests {

    private final Map<String, Integer> differences = new TreeMap<>();

    @TempDir
    private Path directory;

    /** What a message is in a few values. */
    private record Summary(
            String subject,
            String name,
            String address,
            @Nullable Integer text,
            List<String> types,
            List<String> names,
            List<String> digests) {}

    @Test
    @DisplayName("R52 every letter says what Python's email package says, but for the differences that are explained")
    void saysWhatPythonSays() throws Exception {
        var files = CorpusFiles.in("mime/open", ".eml");
        var golden = python(files);
        var spool = new Spool(new SpoolSettings(directory, DataSize.ofMegabytes(64), DataSize.ofMegabytes(1)));

        for (int i = 0; i < files.size(); i++) {
            try (var inside = Inside.of(spool, Files.newInputStream(files.get(i)))) {
                compare(golden.get(i), summary(inside));
            }
        }

        System.out.printf("%d messages beside Python's reading: %s%n", files.size(), differences);
        assertThat(differences).isEqualTo(explained());
    }

    private static Summary summary(Inside inside) throws Exception {
        var envelope = MessageHeader.read(inside.header()).envelope();
        var leaves =
                inside.structure().walk().filter(part -> !part.isMultipart()).toList();
        var text = leaves.stream()
                .filter(part -> part.is("text/plain") && !part.isAttachment())
                .findFirst();
        var digests = new ArrayList<String>();
        for (var part : leaves) {
            digests.add(part.type().startsWith("message/") ? "" : digest(inside, part));
        }
        return new Summary(
                envelope.subject(),
                envelope.from().isEmpty() || envelope.from().getFirst().name() == null
                        ? ""
                        : String.valueOf(envelope.from().getFirst().name()),
                envelope.from().isEmpty() ? "" : envelope.from().getFirst().email(),
                text.isEmpty() ? null : length(inside, text.get()),
                leaves.stream().map(Part::type).toList(),
                leaves.stream()
                        .map(part -> part.fileName() == null ? "" : part.fileName())
                        .toList(),
                digests);
    }

    private static String digest(Inside inside, Part part) throws Exception {
        var sha = MessageDigest.getInstance("SHA-256");
        try (InputStream stream = new DigestInputStream(inside.content(part).stream(), sha)) {
            stream.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static int length(Inside inside, Part part) throws IOException {
        try (var stream = inside.content(part).stream()) {
            return (int) PartReader.words(part, stream.readAllBytes())
                    .codePoints()
                    .filter(c -> !Character.isWhitespace(c) && c != 0xA0)
                    .count();
        }
    }

    private void compare(JsonNode python, Summary ours) {
        var theirs = new Summary(
                python.path("subject").asString(),
                "",
                python.at("/from/0/1").asString(""),
                python.path("text").isNull() ? null : python.path("text").asInt(),
                strings(python.path("types")),
                strings(python.path("names")),
                strings(python.path("digests")));
        subject(theirs.subject(), ours.subject());
        from(theirs.address(), ours);
        if (!theirs.types().equals(ours.types())) {
            count("types", isWithoutParts(theirs, ours) ? "a multipart without parts is its text" : "broken parts");
            return;
        }
        text(theirs.text(), ours.text());
        names(theirs.names(), ours.names());
        if (!theirs.digests().equals(ours.digests())) {
            count("digests", "broken encoding");
        }
    }

    private void subject(String theirs, String ours) {
        if (bare(theirs).equals(bare(ours))) {
            return;
        }
        count("subject", theirs.isEmpty() ? "Python finds no header" : "charset");
    }

    private void from(String theirs, Summary ours) {
        if (!theirs.equals(ours.address())) {
            boolean isName = theirs.replace("\"", "").equals(ours.name());
            count("from", isName ? "a name is no address" : theirs.isEmpty() ? "Python finds none" : "broken address");
        }
    }

    private void text(@Nullable Integer theirs, @Nullable Integer ours) {
        if (!Objects.equals(theirs, ours)) {
            boolean isEmpty = ours != null && ours == 0;
            count("text", isEmpty ? "a header without an end" : "charset or encoding");
        }
    }

    private void names(List<String> theirs, List<String> ours) {
        if (!theirs.equals(ours)) {
            boolean isEncoded = theirs.stream().anyMatch(name -> name.contains("=?"));
            count("names", isEncoded ? "encoded words in a name" : "broken name");
        }
    }

    /** Without what cannot be seen, and without white space. */
    private static String bare(String text) {
        return text.replaceAll("[\\s\\p{Z}\\p{Cf}\\p{Cc}]+", "");
    }

    private static boolean isWithoutParts(Summary theirs, Summary ours) {
        return theirs.types().size() == ours.types().size()
                && IntStream.range(0, ours.types().size())
                        .allMatch(i -> theirs.types().get(i).equals(ours.types().get(i))
                                || (theirs.types().get(i).startsWith("multipart/")
                                        && ours.types().get(i).equals("text/plain")));
    }

    private void count(String field, String difference) {
        differences.merge(field + ": " + difference, 1, Integer::sum);
    }

    private static List<String> strings(JsonNode list) {
        var all = new ArrayList<String>();
        list.forEach(one -> all.add(one.isNull() ? "" : one.asString()));
        return all;
    }

    /** One line for each kind of difference: how often it is found, what it is, and why it is so. */
    private Map<String, Integer> explained() throws IOException {
        try (var source = getClass().getResourceAsStream("/mime/golden-differences.txt")) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\|"))
                    .collect(Collectors.toMap(cells -> cells[1].strip(), cells -> Integer.valueOf(cells[0].strip())));
        }
    }

    private List<JsonNode> python(List<Path> files) throws Exception {
        var script = directory.resolve("golden.py");
        try (var source = getClass().getResourceAsStream("/mime/golden.py")) {
            Files.copy(source, script);
        }
        var names = directory.resolve("names");
        var answer = directory.resolve("answer");
        Files.write(names, files.stream().map(Path::toString).toList());
        var python = start(script, names, answer);
        if (!python.waitFor(300, TimeUnit.SECONDS) || python.exitValue() != 0) {
            python.destroyForcibly();
            throw new IllegalStateException("Python could not read the messages");
        }
        return Files.readAllLines(answer, StandardCharsets.UTF_8).stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private static Process start(Path script, Path names, Path answer) {
        try {
            return new ProcessBuilder("python3", script.toString())
                    .redirectInput(names.toFile())
                    .redirectOutput(answer.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException absent) {
            return abort("There is no python3 on this machine, so there is nothing to compare with");
        }
    }
}
