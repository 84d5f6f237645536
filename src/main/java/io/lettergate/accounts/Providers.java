package io.lettergate.accounts;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Protocol;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The servers of large providers, as they publish them; all of them in TLS, and with the address as the user's name. */
final class Providers {

    private static final String NONE = "";

    private static final List<Provider> ALL = List.of(
            new Provider("imap.gmail.com", "pop.gmail.com", "gmail.com", "googlemail.com"),
            new Provider(
                    "outlook.office365.com",
                    "outlook.office365.com",
                    "outlook.com",
                    "outlook.de",
                    "outlook.fr",
                    "hotmail.com",
                    "hotmail.co.uk",
                    "hotmail.de",
                    "hotmail.fr",
                    "live.com",
                    "msn.com"),
            new Provider(
                    "imap.mail.yahoo.com",
                    "pop.mail.yahoo.com",
                    "yahoo.com",
                    "yahoo.co.uk",
                    "yahoo.de",
                    "yahoo.fr",
                    "yahoo.it",
                    "yahoo.es",
                    "ymail.com",
                    "rocketmail.com"),
            new Provider("imap.aol.com", "pop.aol.com", "aol.com", "aim.com", "verizon.net"),
            new Provider("imap.mail.me.com", NONE, "icloud.com", "me.com", "mac.com"),
            new Provider("imap.gmx.net", "pop.gmx.net", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.eu"),
            new Provider("imap.gmx.com", "pop.gmx.com", "gmx.com", "gmx.us", "gmx.co.uk"),
            new Provider("imap.web.de", "pop3.web.de", "web.de", "email.de"),
            new Provider("imap.mail.com", "pop.mail.com", "mail.com", "email.com", "usa.com"),
            new Provider("imap.fastmail.com", "pop.fastmail.com", "fastmail.com", "fastmail.fm"),
            new Provider("imap.zoho.com", "pop.zoho.com", "zoho.com", "zohomail.com"),
            new Provider("imap.zoho.eu", "pop.zoho.eu", "zoho.eu", "zohomail.eu"),
            new Provider("imap.yandex.com", "pop.yandex.com", "yandex.com", "yandex.ru", "ya.ru"),
            new Provider("imap.mail.ru", "pop.mail.ru", "mail.ru", "inbox.ru", "list.ru", "bk.ru"),
            new Provider("posteo.de", "posteo.de", "posteo.de", "posteo.net"),
            new Provider("imap.mailbox.org", "pop3.mailbox.org", "mailbox.org"),
            new Provider("secureimap.t-online.de", "securepop.t-online.de", "t-online.de", "magenta.de"),
            new Provider("imap.orange.fr", "pop.orange.fr", "orange.fr", "wanadoo.fr"),
            new Provider("imap.free.fr", "pop.free.fr", "free.fr"),
            new Provider("imap.laposte.net", "pop.laposte.net", "laposte.net"),
            new Provider("imapmail.libero.it", "popmail.libero.it", "libero.it"),
            new Provider("imap.comcast.net", "pop.comcast.net", "comcast.net"),
            new Provider("imap.seznam.cz", "pop3.seznam.cz", "seznam.cz", "email.cz"),
            new Provider("imap.qq.com", "pop.qq.com", "qq.com", "foxmail.com"),
            new Provider("imap.163.com", "pop.163.com", "163.com"),
            new Provider("imap.naver.com", "pop.naver.com", "naver.com"));

    private static final Map<String, Provider> BY_DOMAIN = ALL.stream()
            .flatMap(provider -> provider.domains().stream().map(domain -> Map.entry(domain, provider)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Providers() {}

    /** One of them; the host for POP3 is empty where it has none. */
    private record Provider(String imap, String pop3, List<String> domains) {

        Provider(String imap, String pop3, String... domains) {
            this(imap, pop3, List.of(domains));
        }

        Stream<Access> accesses(MailAddress address) {
            return Stream.of(
                            new Access(Protocol.IMAP, new Endpoint(imap, 993, Encryption.TLS), address.value()),
                            new Access(
                                    Protocol.POP3,
                                    new Endpoint(pop3.isEmpty() ? imap : pop3, 995, Encryption.TLS),
                                    address.value()))
                    .limit(pop3.isEmpty() ? 1 : 2);
        }
    }

    /** How the mail of an address is reached; nothing where its domain is none of theirs. */
    static List<Access> of(MailAddress address) {
        var provider = BY_DOMAIN.get(address.domain());
        return provider == null ? List.of() : provider.accesses(address).toList();
    }
}
