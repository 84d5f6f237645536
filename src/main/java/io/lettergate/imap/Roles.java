package io.lettergate.imap;

import io.lettergate.imap.MailboxTree.Listed;
import io.lettergate.mail.MailboxRole;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds out what mailboxes are for: by the server's attributes (RFC 6154, and XLIST's spelling of them), else by the
 * names that mail programs commonly give. A role goes to one mailbox only, and nothing is made on a guess.
 */
final class Roles {

    private static final Map<String, MailboxRole> ATTRIBUTES = Map.ofEntries(
            Map.entry("\\all", MailboxRole.ALL),
            Map.entry("\\allmail", MailboxRole.ALL),
            Map.entry("\\archive", MailboxRole.ARCHIVE),
            Map.entry("\\drafts", MailboxRole.DRAFTS),
            Map.entry("\\flagged", MailboxRole.FLAGGED),
            Map.entry("\\starred", MailboxRole.FLAGGED),
            Map.entry("\\junk", MailboxRole.JUNK),
            Map.entry("\\spam", MailboxRole.JUNK),
            Map.entry("\\sent", MailboxRole.SENT),
            Map.entry("\\trash", MailboxRole.TRASH));

    private static final Map<MailboxRole, Set<String>> NAMES = Map.of(
            MailboxRole.ARCHIVE,
                    Set.of("archive", "archives", "archiv", "archivo", "arquivo", "archivio", "archief", "архив"),
            MailboxRole.DRAFTS,
                    Set.of(
                            "drafts",
                            "draft",
                            "entwürfe",
                            "brouillons",
                            "borradores",
                            "rascunhos",
                            "bozze",
                            "concepten",
                            "черновики",
                            "utkast",
                            "kladder",
                            "luonnokset",
                            "下書き",
                            "草稿"),
            MailboxRole.JUNK,
                    Set.of(
                            "junk",
                            "spam",
                            "junk e-mail",
                            "junk email",
                            "bulk mail",
                            "courrier indésirable",
                            "correo no deseado",
                            "posta indesiderata",
                            "спам",
                            "skräppost",
                            "迷惑メール",
                            "垃圾邮件"),
            MailboxRole.SENT,
                    Set.of(
                            "sent",
                            "sent items",
                            "sent messages",
                            "sent mail",
                            "gesendet",
                            "gesendete elemente",
                            "gesendete objekte",
                            "envoyés",
                            "éléments envoyés",
                            "messages envoyés",
                            "enviados",
                            "elementos enviados",
                            "inviata",
                            "posta inviata",
                            "verzonden",
                            "отправленные",
                            "skickat",
                            "sendt",
                            "lähetetyt",
                            "送信済み",
                            "已发送"),
            MailboxRole.TRASH,
                    Set.of(
                            "trash",
                            "deleted",
                            "deleted items",
                            "deleted messages",
                            "bin",
                            "papierkorb",
                            "gelöschte elemente",
                            "corbeille",
                            "éléments supprimés",
                            "papelera",
                            "lixeira",
                            "cestino",
                            "prullenbak",
                            "корзина",
                            "papperskorgen",
                            "papirkurv",
                            "roskakori",
                            "ゴミ箱",
                            "已删除"));

    /** Words that say nothing: "Sent Mail" is for sent mail, but "Sent to clients" is not. */
    private static final Pattern GENERIC = Pattern.compile(
            "\\b(e-?mails?|mails?|items?|messages?|folder|box|letters?|elemente?|objekte|nachrichten)\\b");

    /** Where large providers keep all that has a role. */
    private static final List<String> PREFIXES = List.of("[gmail]/", "[google mail]/");

    private Roles() {}

    /** Each mailbox with its role, if it has one. */
    static Map<Listed, Optional<MailboxRole>> assign(Collection<Listed> listed) {
        Map<Listed, Optional<MailboxRole>> roles = new LinkedHashMap<>();
        var taken = EnumSet.noneOf(MailboxRole.class);
        listed.forEach(one -> roles.put(one, byAttribute(one).filter(taken::add)));
        listed.stream()
                .filter(one -> !roles.getOrDefault(one, Optional.empty()).isPresent())
                .filter(Listed::isSelectable)
                .forEach(one -> roles.put(one, byName(one).filter(taken::add)));
        return roles;
    }

    private static Optional<MailboxRole> byAttribute(Listed listed) {
        if (listed.name().equals("INBOX")) {
            return Optional.of(MailboxRole.INBOX);
        }
        return listed.attributes().stream()
                .filter(ATTRIBUTES::containsKey)
                .map(ATTRIBUTES::get)
                .findFirst();
    }

    private static Optional<MailboxRole> byName(Listed listed) {
        var name = withoutPrefix(listed).toLowerCase(Locale.ROOT);
        var bare = GENERIC.matcher(name)
                .replaceAll(" ")
                .replaceAll("[\\s_-]+", " ")
                .strip();
        return NAMES.entrySet().stream()
                .filter(entry ->
                        entry.getValue().contains(name) || entry.getValue().contains(bare))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** A name below INBOX counts as one at the top: some servers have all others there. */
    private static String withoutPrefix(Listed listed) {
        var inbox = "INBOX" + listed.delimiter();
        return Stream.concat(listed.delimiter() == null ? Stream.empty() : Stream.of(inbox), PREFIXES.stream())
                .filter(prefix -> listed.name().regionMatches(true, 0, prefix, 0, prefix.length()))
                .map(prefix -> listed.name().substring(prefix.length()))
                .findFirst()
                .orElse(listed.name());
    }
}
