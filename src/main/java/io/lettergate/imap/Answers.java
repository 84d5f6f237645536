package io.lettergate.imap;

import java.util.List;
import java.util.stream.Stream;

/** All that a server said to one command: what came before, and its completion. */
record Answers(List<Answer> untagged, Answer completion) {

    Answers {
        untagged = List.copyOf(untagged);
    }

    Stream<Answer> all(String key) {
        return untagged.stream().filter(answer -> answer.is(key));
    }

    /** Those with this response code, the completion too. */
    Stream<Answer> coded(String code) {
        return Stream.concat(untagged.stream(), Stream.of(completion))
                .filter(answer -> answer.code().equals(code));
    }
}
