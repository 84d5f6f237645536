package io.lettergate.demo;

import static java.util.stream.Collectors.toUnmodifiableMap;

import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;

/** Who writes in the sample mail, by the short name that the scripts use. */
class People {

    private final Map<String, String> known;

    private People(Map<String, String> known) {
        this.known = known;
    }

    static People read(String text) {
        return new People(text.lines()
                .map(line -> line.split(" = ", 2))
                .filter(entry -> entry.length == 2)
                .collect(toUnmodifiableMap(entry -> entry[0].strip(), entry -> entry[1].strip())));
    }

    InternetAddress[] all(String names, Charset charset) {
        return Arrays.stream(names.split(",", -1))
                .map(name -> one(name.strip(), charset))
                .toArray(InternetAddress[]::new);
    }

    /** A person by short name, or whoever is written out as "Name &lt;address&gt;". */
    InternetAddress one(String name, Charset charset) {
        var written = known.getOrDefault(name, name);
        var bracket = written.indexOf('<');
        try {
            return bracket < 0
                    ? new InternetAddress(written, null)
                    : new InternetAddress(
                            written.substring(bracket + 1, written.indexOf('>')),
                            written.substring(0, bracket).strip(),
                            charset.name());
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException("A charset without a name: " + charset, impossible);
        }
    }
}
