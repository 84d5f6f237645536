package io.lettergate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server of the Web on loopback, in TLS, that bears many names; its certificate is made by the JDK's keytool. */
public final class HttpsServer implements AutoCloseable {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final com.sun.net.httpserver.HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final KeyStore keys;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private HttpsServer(com.sun.net.httpserver.HttpsServer server, KeyStore keys) {
        this.server = server;
        this.keys = keys;
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    /** Starts one whose certificate is for these names, and for nobody else. */
    public static HttpsServer bearing(String... names) throws IOException, GeneralSecurityException {
        var keys = keys(names);
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var server = com.sun.net.httpserver.HttpsServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new HttpsServer(server, keys);
    }

    private static KeyStore keys(String... names) throws IOException, GeneralSecurityException {
        var file = Files.createTempDirectory("web").resolve("keys.p12");
        var all = Stream.of(names).map(name -> "dns:" + name).collect(Collectors.joining(","));
        var tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "web",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=web",
                        "-ext",
                        "san=" + all,
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        try (var words = tool.getInputStream()) {
            var said = new String(words.readAllBytes(), StandardCharsets.UTF_8);
            if (tool.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** For a client that trusts this server and no other. */
    public KeyStore trustStore() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load((InputStream) null, null);
            store.setCertificateEntry("web", keys.getCertificate("web"));
            return store;
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Its certificate, as a truststore in PEM. */
    public String pem() {
        try {
            var encoded = Base64.getMimeEncoder()
                    .encodeToString(keys.getCertificate("web").getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What it says at a place, as in post.example/path; anywhere else there is nothing. */
    public void answer(String place, String body) {
        answer(place, exchange -> send(exchange, 200, body));
    }

    public void redirect(String place, String location) {
        answer(place, exchange -> {
            exchange.getResponseHeaders().add("Location", location);
            send(exchange, 302, "");
        });
    }

    public void answer(String place, Answer answer) {
        answers.put(place, answer);
    }

    private void serve(HttpExchange exchange) throws IOException {
        var host = exchange.getRequestHeaders().getFirst("Host").replaceFirst(":[0-9]+$", "");
        asked.add(host + exchange.getRequestURI());
        try (exchange) {
            var place = host + exchange.getRequestURI().getPath();
            answers.getOrDefault(place, unknown -> send(unknown, 404, "no")).to(exchange);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
        exchange.getResponseBody().write(octets);
    }

    /** All that was asked for, with its host and query. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** What it does where somebody asks. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }
}
