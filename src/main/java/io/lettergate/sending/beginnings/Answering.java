package io.lettergate.sending.beginnings;

import io.lettergate.mail.Address;
import io.lettergate.mail.Header;
import io.lettergate.mail.Message;
import io.lettergate.mime.OutgoingAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who gets the answer to a message: those that its writer names, and never the reader's own addresses. */
final class Answering {

    private static final Pattern POST = Pattern.compile("<mailto:([^>?]+)[^>]*>", Pattern.CASE_INSENSITIVE);

    private final Message message;
    private final Set<String> own;

    /**
     * Looks at a message.
     *
     * @param own the reader's addresses, in lower case
     */
    Answering(Message message, Set<String> own) {
        this.message = message;
        this.own = own;
    }

    /** Who answers go to and who gets copies of them. */
    record People(List<Address> to, List<Address> cc) {}

    /** To its writer, or to whom the writer wants answers to go; to the others, where the reader wrote it. */
    People one() {
        var envelope = message.summary().envelope();
        return new People(isOwnWords() ? envelope.to() : writer(), List.of());
    }

    /** What a form on the reader's own site sends is from and to the reader, and names its visitor in Reply-To. */
    private boolean isOwnWords() {
        var envelope = message.summary().envelope();
        var replyTo = envelope.replyTo();
        var isOfAForm = isOwn(envelope.to()) && !replyTo.isEmpty() && !isOwn(replyTo);
        return isOwn(envelope.from()) && !isOfAForm;
    }

    private List<Address> writer() {
        var envelope = message.summary().envelope();
        return envelope.replyTo().isEmpty() ? envelope.from() : envelope.replyTo();
    }

    /** To everybody; Mail-Followup-To says who that is, where the writer said so. */
    People all() {
        var envelope = message.summary().envelope();
        var named = named("Mail-Followup-To")
                .flatMap(Answering::people)
                .map(people -> others(people, new HashSet<>()))
                .filter(people -> !people.isEmpty());
        if (named.isPresent()) {
            return new People(named.get(), List.of());
        }
        Set<String> seen = new HashSet<>();
        var first = isOwnWords() ? Stream.<Address>of() : writer().stream();
        var to = others(Stream.concat(first, envelope.to().stream()).toList(), seen);
        var cc = others(envelope.cc(), seen);
        return to.isEmpty() && cc.isEmpty() ? one() : new People(to, cc);
    }

    /** To the list alone that it came by; to everybody where it says of none (RFC 2369 §3.4). */
    People list() {
        return post().map(list -> new People(List.of(list), List.of())).orElseGet(this::all);
    }

    /** Where a list takes messages. */
    Optional<Address> post() {
        return named("List-Post")
                .map(POST::matcher)
                .filter(found -> found.find())
                .flatMap(found -> decoded(found.group(1)));
    }

    private static Optional<Address> decoded(String address) {
        try {
            var plain = new Address(null, URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8));
            OutgoingAddress.of(plain);
            return Optional.of(plain);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static Optional<List<Address>> people(String field) {
        try {
            var people = OutgoingAddress.split(field);
            return people.isEmpty() ? Optional.empty() : Optional.of(people);
        } catch (IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }

    private Optional<String> named(String name) {
        return message.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    private List<Address> others(List<Address> people, Set<String> seen) {
        var others = new ArrayList<Address>();
        for (var one : people) {
            var email = one.email().toLowerCase(Locale.ROOT);
            if (!isOwn(email) && seen.add(email)) {
                others.add(one);
            }
        }
        return others;
    }

    private boolean isOwn(List<Address> people) {
        return !people.isEmpty()
                && people.stream()
                        .map(one -> one.email().toLowerCase(Locale.ROOT))
                        .allMatch(this::isOwn);
    }

    private boolean isOwn(String email) {
        return own.contains(email) || own.contains(plain(email));
    }

    /** Without what stands behind a plus sign (RFC 5233). */
    static String plain(String email) {
        int at = email.lastIndexOf('@');
        int plus = email.indexOf('+');
        return plus > 0 && plus < at ? email.substring(0, plus) + email.substring(at) : email;
    }
}
