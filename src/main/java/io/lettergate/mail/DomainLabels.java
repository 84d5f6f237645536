package io.lettergate.mail;

import com.ibm.icu.text.IDNA;

/**
 * Domains in the letters that every server knows (RFC 5891, UTS #46). What is another name in today's registries stays
 * another: straße.example is not strasse.example.
 */
public final class DomainLabels {

    private static final IDNA RULES = IDNA.getUTS46Instance(
            IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE);

    private DomainLabels() {}

    /**
     * The domain in A-labels; one in ASCII stays as it is.
     *
     * @throws IllegalArgumentException if no domain is written like that
     */
    public static String ascii(String domain) {
        if (domain.chars().allMatch(character -> character < 0x80)) {
            return domain;
        }
        var info = new IDNA.Info();
        var labels = RULES.nameToASCII(domain, new StringBuilder(), info).toString();
        if (info.hasErrors()) {
            throw new IllegalArgumentException("No domain is written like that: " + info.getErrors());
        }
        return labels;
    }
}
