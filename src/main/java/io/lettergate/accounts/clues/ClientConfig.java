package io.lettergate.accounts.clues;

import io.lettergate.mail.Authentication;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.net.HostName;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Reads Mozilla's format for the settings of mail programs (clientConfig 1.1). A document type is refused, so that no
 * entity is ever looked up or blown up; servers that cannot be are passed over.
 */
final class ClientConfig {

    private final Seek seek;

    ClientConfig(Seek seek) {
        this.seek = seek;
    }

    /** The servers it names, in its order. */
    List<Hint> read(InputStream xml) throws IOException {
        try {
            var root = builder().parse(xml).getDocumentElement();
            List<Hint> hints = new ArrayList<>();
            if (root.getTagName().equals("clientConfig")) {
                children(root, "emailProvider").forEach(provider -> {
                    children(provider, "incomingServer").flatMap(this::incoming).forEach(hints::add);
                    children(provider, "outgoingServer").flatMap(this::outgoing).forEach(hints::add);
                });
            }
            return hints;
        } catch (SAXException unreadable) {
            throw new IOException("The configuration cannot be read", unreadable);
        }
    }

    private static DocumentBuilder builder() {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            // Else it writes to the standard error.
            builder.setErrorHandler(null);
            return builder;
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("Java's own parser lacks a feature", impossible);
        }
    }

    private Stream<Hint> incoming(Element server) {
        return switch (server.getAttribute("type").toLowerCase(Locale.ROOT)) {
            case "imap" -> hint(server, Kind.IMAP).stream();
            case "pop3" -> hint(server, Kind.POP3).stream();
            default -> Stream.empty();
        };
    }

    private Stream<Hint> outgoing(Element server) {
        return server.getAttribute("type").equalsIgnoreCase("smtp")
                ? hint(server, Kind.SUBMISSION).stream()
                : Stream.empty();
    }

    private Optional<Hint> hint(Element server, Kind kind) {
        var host = HostName.read(text(server, "hostname"));
        var encryption = encryption(text(server, "socketType"));
        var user = text(server, "username");
        var name = user.isEmpty() ? seek.address() : user;
        if (host.isEmpty() || encryption.isEmpty() || name.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
            return Optional.empty();
        }
        try {
            var endpoint = new Endpoint(host.get().value(), Integer.parseInt(text(server, "port")), encryption.get());
            return Optional.of(new Hint(kind, endpoint, name, authentication(server)));
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    private static Optional<Encryption> encryption(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "ssl" -> Optional.of(Encryption.TLS);
            case "starttls" -> Optional.of(Encryption.STARTTLS);
            case "plain" -> Optional.of(Encryption.NONE);
            default -> Optional.empty();
        };
    }

    private static Set<Authentication> authentication(Element server) {
        return children(server, "authentication")
                .map(method -> Authentication.published(method.getTextContent()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The first child of this name, filled in; empty where there is none. */
    private String text(Element parent, String name) {
        return children(parent, name)
                .findFirst()
                .map(child -> seek.fill(child.getTextContent().strip()))
                .orElse("");
    }

    private static Stream<Element> children(Element parent, String name) {
        var nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast)
                .filter(element -> element.getTagName().equals(name));
    }
}
