package io.lettergate.reading;

import com.ibm.icu.text.SpoofChecker;
import io.lettergate.mail.Address;
import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A reason to doubt that somebody is who they seem to be.
 *
 * @param subject what seems: an address or a domain
 * @param truth what is: the other address, or the domain in letters that cannot be mistaken
 */
public record Doubt(Kind kind, String subject, String truth) {

    /** What is doubtful. */
    public enum Kind {
        /** A name is an address, and not the one that the message is from. */
        NAME_IS_ADDRESS,
        /** A domain looks like another, in letters of another script. */
        LOOKS_LIKE,
        /** A domain mixes scripts that nobody writes together. */
        MIXED_SCRIPTS
    }

    private static final int LONGEST = 320;
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\p{L}\\p{N}._%+'@-])[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}]");
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9.-]+");
    private static final SpoofChecker CHECKER = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL | SpoofChecker.INVISIBLE)
            .setRestrictionLevel(SpoofChecker.RestrictionLevel.HIGHLY_RESTRICTIVE)
            .build();

    /** What is doubtful about those a message says it is from, or asks to answer. */
    public static List<Doubt> of(List<Address> people) {
        var doubts = new ArrayList<Doubt>();
        people.stream().limit(10).forEach(person -> {
            name(person, doubts);
            domain(person, doubts);
        });
        return doubts.stream().distinct().toList();
    }

    private static void name(Address person, List<Doubt> doubts) {
        if (person.name() == null || person.name().length() > LONGEST) {
            return;
        }
        // As eyes read it: without what cannot be seen, and wide letters as the usual ones.
        var name = Normalizer.normalize(UNSEEN.matcher(person.name()).replaceAll(""), Normalizer.Form.NFKC);
        var seeming = ADDRESS.matcher(name);
        if (seeming.find() && !plain(seeming.group()).equalsIgnoreCase(plain(person.email()))) {
            doubts.add(new Doubt(Kind.NAME_IS_ADDRESS, seeming.group(), person.email()));
        }
    }

    /** An address in one spelling of its domain. */
    private static String plain(String address) {
        int at = address.lastIndexOf('@') + 1;
        return address.substring(0, at) + ascii(address.substring(at));
    }

    private static void domain(Address person, List<Doubt> doubts) {
        var email = person.email();
        var written = email.substring(email.lastIndexOf('@') + 1);
        if (written.isEmpty() || written.length() > LONGEST) {
            return;
        }
        var domain = IDN.toUnicode(written, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        if (domain.chars().allMatch(c -> c < 0x80)) {
            return;
        }
        var skeleton = CHECKER.getSkeleton(domain).toLowerCase(Locale.ROOT);
        if (PLAIN.matcher(skeleton).matches()) {
            doubts.add(new Doubt(Kind.LOOKS_LIKE, domain, ascii(domain)));
        } else if (hasMixedLabel(domain)) {
            doubts.add(new Doubt(Kind.MIXED_SCRIPTS, domain, ascii(domain)));
        }
    }

    /** Scripts are mixed within a label only: a top-level domain may well be in another one. */
    private static boolean hasMixedLabel(String domain) {
        for (var label : domain.split("\\.", -1)) {
            if (!label.isEmpty() && CHECKER.failsChecks(label)) {
                return true;
            }
        }
        return false;
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException none) {
            return domain;
        }
    }
}
