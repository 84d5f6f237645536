package io.lettergate.mime;

import io.lettergate.mail.Address;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Messages in many scripts, made up by chance, the same on each run. */
final class GeneratedMail {

    private static final List<String> WORDS = List.of(
            "letter",
            "harbour",
            "Übergröße",
            "naïve",
            "žluťoučký",
            "kůň",
            "Ελλάδα",
            "καλημέρα",
            "привет",
            "письмо",
            "שלום",
            "עולם",
            "مرحبا",
            "العالم",
            "नमस्ते",
            "दुनिया",
            "สวัสดี",
            "世界",
            "你好",
            "附件",
            "こんにちは",
            "ファイル",
            "안녕하세요",
            "የሰላም",
            "გამარჯობა",
            "բարեւ",
            "👩‍🔬",
            "🚢",
            "𝒜𝓁𝓅𝒽𝒶",
            "e\u0301te\u0301",
            "=?utf-8?q?no?=",
            "100%",
            "a&b",
            "x=y",
            "semi;colon",
            "\"quoted\"",
            "back\\slash",
            "(round)",
            "@home",
            "<angle>");
    private static final String SIMPLE = "abc-ÄÖ_日本語 приложение.ملف";

    private final Random chance;

    GeneratedMail(long seed) {
        this.chance = new Random(seed);
    }

    OutgoingMessage message() {
        var from = OutgoingAddress.of(new Address(words(3), "writer@example.org"));
        var to = IntStream.rangeClosed(1, 1 + chance.nextInt(6))
                .mapToObj(number -> OutgoingAddress.of(
                        new Address(chance.nextBoolean() ? words(4) : null, "reader" + number + "@bücher.example")))
                .toList();
        var text = text();
        var files = files();
        var html = chance.nextBoolean() ? html(files) : null;
        return new OutgoingMessage(
                from,
                List.of(),
                new OutgoingMessage.Receivers(to, List.of(), List.of(from)),
                words(12),
                new OutgoingMessage.Words(text, html),
                files,
                OutgoingMessage.Answer.NONE,
                OutgoingMessage.freshId(from),
                Instant.parse("2026-03-01T10:15:30Z"),
                OutgoingMessage.Wishes.NONE,
                null);
    }

    /** Messages that have every field there is, in some scripts. */
    static Stream<OutgoingMessage> withEverything() {
        return IntStream.range(0, 20).mapToObj(seed -> new GeneratedMail(1_000 + seed).everything());
    }

    private OutgoingMessage everything() {
        var plain = message();
        var others = plain.receivers().to();
        return new OutgoingMessage(
                plain.from(),
                List.of(OutgoingAddress.of(new Address(words(3), "desk@example.org"))),
                new OutgoingMessage.Receivers(others, others, others),
                plain.subject(),
                plain.words(),
                plain.files(),
                new OutgoingMessage.Answer(List.of("a@x.example"), List.of("b@x.example", "a@x.example")),
                plain.messageId(),
                plain.date(),
                new OutgoingMessage.Wishes(OutgoingMessage.Priority.HIGH, true),
                "4711");
    }

    private String words(int most) {
        return IntStream.rangeClosed(0, chance.nextInt(most))
                .mapToObj(number -> WORDS.get(chance.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
    }

    private String text() {
        var lines = new ArrayList<String>();
        for (int i = chance.nextInt(12); i >= 0; i--) {
            var line = words(40);
            lines.add(
                    switch (chance.nextInt(8)) {
                        case 0 -> "> " + line;
                        case 1 -> ">> " + line;
                        case 2 -> " " + line;
                        case 3 -> "From " + line;
                        case 4 -> "";
                        case 5 -> ".";
                        default -> line;
                    });
        }
        lines.add("-- ");
        lines.add("the end");
        return String.join("\n", lines);
    }

    private List<OutgoingFile> files() {
        var files = new ArrayList<OutgoingFile>();
        for (int number = chance.nextInt(4); number > 0; number--) {
            var octets = new byte[chance.nextInt(5000)];
            chance.nextBytes(octets);
            var name = number + "-" + words(6).replace('/', '_').replace('\\', '_')
                    + SIMPLE.substring(chance.nextInt(SIMPLE.length()));
            var picture = chance.nextBoolean() ? "picture" + number + "@example.org" : null;
            files.add(new OutgoingFile(
                    name,
                    picture == null ? "application/pdf" : "image/png",
                    picture,
                    () -> new ByteArrayInputStream(octets)));
        }
        return files;
    }

    private String html(List<OutgoingFile> files) {
        var pictures = files.stream()
                .filter(file -> file.contentId() != null)
                .map(file -> "<img src=\"cid:" + file.contentId() + "\">")
                .collect(Collectors.joining());
        return "<p>" + words(60).replace("<", "&lt;") + "</p>\n" + pictures + "<p>" + "long ".repeat(300) + "</p>";
    }
}
