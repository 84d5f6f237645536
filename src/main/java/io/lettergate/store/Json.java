package io.lettergate.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mime.Layout;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How envelopes, layouts and the lines of journals are written down. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultVisibility(visible -> visible.withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    static String of(Envelope envelope) {
        return MAPPER.writeValueAsString(envelope);
    }

    static Envelope envelope(String json) {
        return MAPPER.readValue(json, Envelope.class);
    }

    static String of(Layout layout) {
        var places = layout.parts().entrySet().stream()
                .map(part -> new Place(
                        part.getKey().value(),
                        part.getValue().start(),
                        part.getValue().length()))
                .toList();
        return MAPPER.writeValueAsString(new Written(layout.structure(), layout.body(), places));
    }

    static Layout layout(String json) {
        var written = MAPPER.readValue(json, Written.class);
        Map<PartNumber, Layout.Extent> parts = written.places().stream()
                .collect(Collectors.toMap(
                        place -> new PartNumber(place.part()),
                        place -> new Layout.Extent(place.start(), place.length())));
        return new Layout(written.structure(), written.body(), parts, false);
    }

    static String of(Line line) {
        return MAPPER.writeValueAsString(line);
    }

    /**
     * Reads a line of a journal.
     *
     * @throws tools.jackson.core.JacksonException if it is none
     */
    static Line line(String json) {
        return MAPPER.readValue(json, Line.class);
    }

    /** A layout as it is written. */
    record Written(Part structure, long body, List<Place> places) {}

    /** Where a part stands. */
    record Place(String part, long start, long length) {}
}
