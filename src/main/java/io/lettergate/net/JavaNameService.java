package io.lettergate.net;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;
import org.springframework.stereotype.Component;

/** Java's own client of the DNS, with little patience. What it brings is checked before anybody sees it. */
@Component
class JavaNameService implements NameService {

    private static final int MOST = 20;

    private final Properties environment = new Properties();

    JavaNameService(NetSettings settings) {
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, servers(settings.dns()));
        environment.put("com.sun.jndi.dns.timeout.initial", "800");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
    }

    /** All that are named, or those of the machine. */
    private static String servers(List<String> named) {
        return named.isEmpty()
                ? "dns:"
                : named.stream().map(server -> "dns://" + server).collect(Collectors.joining(" "));
    }

    @Override
    public List<ServiceRecord> services(String service) throws IOException {
        return records(service, "SRV").stream()
                .flatMap(text -> service(text.split(" ")).stream())
                .toList();
    }

    @Override
    public List<String> exchangers(String domain) throws IOException {
        return records(domain, "MX").stream()
                .map(text -> text.split(" "))
                .filter(words -> words.length == 2)
                .sorted(Comparator.comparingInt(words -> number(words[0])))
                .flatMap(words -> HostName.read(words[1]).map(HostName::value).stream())
                .toList();
    }

    private static Optional<ServiceRecord> service(String[] words) {
        if (words.length != 4) {
            return Optional.empty();
        }
        var name =
                words[3].equals(".") ? Optional.of("") : HostName.read(words[3]).map(HostName::value);
        return name.map(target -> new ServiceRecord(number(words[0]), number(words[1]), number(words[2]), target));
    }

    /** They come as numbers of 16 bits, whatever the server sends. */
    private static int number(String word) {
        return Integer.parseInt(word);
    }

    /** The provider of the DNS reads texts only; no object is made of what comes. */
    @SuppressWarnings("BanJNDI")
    private List<String> records(String name, String type) throws IOException {
        try {
            var context = new InitialDirContext(environment);
            try {
                var answer = context.getAttributes(name, new String[] {type}).get(type);
                List<String> texts = new ArrayList<>();
                for (int at = 0; answer != null && at < Math.min(answer.size(), MOST); at++) {
                    texts.add(String.valueOf(answer.get(at)));
                }
                return texts;
            } finally {
                context.close();
            }
        } catch (NameNotFoundException none) {
            return List.of();
        } catch (NamingException | RuntimeException failed) {
            throw new IOException("The DNS does not tell " + type + " of a name", failed);
        }
    }
}
