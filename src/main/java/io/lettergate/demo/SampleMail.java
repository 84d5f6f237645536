package io.lettergate.demo;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** All the mail of the demo, dated so that it looks as if it had come in until just now. */
class SampleMail {

    private static final List<String> FILES = List.of(
            "harbour.txt",
            "work.txt",
            "days.txt",
            "friends.txt",
            "languages.txt",
            "lists.txt",
            "newsletters.txt",
            "notices.txt",
            "odd.txt",
            "junk.txt",
            "post.txt");

    private SampleMail() {}

    /** The messages of both mailboxes, the oldest first. */
    static List<SampleMessage> asOf(Clock clock) {
        var scripts =
                FILES.stream().map(ScriptReader::read).flatMap(List::stream).toList();
        var named = scripts.stream()
                .filter(script -> script.directive("id").isPresent())
                .collect(toUnmodifiableMap(script -> script.required("id"), Function.identity()));
        var answered = scripts.stream()
                .filter(script -> script.folder().equals("Sent"))
                .map(script -> script.directives().get("re"))
                .filter(Objects::nonNull)
                .toList();
        var composer = new Composer(People.read(ScriptReader.resource("people.txt")), new Almanac(clock), named);
        return scripts.stream()
                .map(script -> composer.compose(
                        script, answered.contains(script.directives().get("id"))))
                .sorted(comparing(SampleMessage::sentAt))
                .toList();
    }
}
