package io.lettergate.webmail.content;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shows many documents in the frames of a few pages, and notes what is asked for besides. */
final class Stand implements AutoCloseable {

    static final int FRAMES = 40;

    private static final Pattern PATH = Pattern.compile("/(page|body)/([0-9]+)");
    private static final String REPORT = "/report/";
    private static final byte[] GIF = "GIF89a\1\0\1\0\0\0\0;".getBytes(StandardCharsets.ISO_8859_1);

    private final HttpServer server;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Queue<String> others = new ConcurrentLinkedQueue<>();
    private final Queue<String> reports = new ConcurrentLinkedQueue<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile Show show = new Show(List.of(), "", Map.of(), Map.of());

    /**
     * What to show.
     *
     * @param frame the tag of a frame, without its address
     */
    record Show(List<String> documents, String frame, Map<String, String> pageHeaders, Map<String, String> headers) {}

    Stand() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    void show(Show next) {
        seen.clear();
        others.clear();
        reports.clear();
        turn.incrementAndGet();
        show = next;
    }

    /** How many of the documents were fetched. */
    long shown() {
        return seen.stream().filter(path -> path.startsWith("/body/")).count();
    }

    /** Requests for anything but pages, documents and pictures. */
    List<String> others() {
        return List.copyOf(others);
    }

    /** What the browser says against active content. */
    List<String> reports() {
        return List.copyOf(reports);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().toString();
        var match = PATH.matcher(path);
        if (path.startsWith(REPORT)) {
            // A browser takes its time to report: what comes late belongs to what was shown before.
            if (path.equals(REPORT + turn.get())) {
                reports.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            }
            send(exchange, "text/plain", Map.of(), new byte[0]);
        } else if (path.startsWith("/content/")) {
            send(exchange, "image/gif", Map.of("Cross-Origin-Resource-Policy", "same-site"), GIF);
        } else if (match.matches() && seen.add(path)) {
            int number = Integer.parseInt(match.group(2));
            boolean isPage = match.group(1).equals("page");
            var text = isPage ? page(number) : show.documents().get(number);
            var headers = reporting(isPage ? show.pageHeaders() : show.headers());
            send(exchange, "text/html;charset=UTF-8", headers, text.getBytes(StandardCharsets.UTF_8));
        } else {
            if (!path.equals("/favicon.ico")) {
                others.add(path);
            }
            exchange.sendResponseHeaders(404, -1);
        }
        exchange.close();
    }

    private String page(int number) {
        int from = number * FRAMES;
        return IntStream.range(from, Math.min(from + FRAMES, show.documents().size()))
                .mapToObj(document -> "<iframe src=\"/body/" + document + "\" " + show.frame() + "></iframe>")
                .collect(Collectors.joining("", "<!doctype html><title>Frames</title>", ""));
    }

    private Map<String, String> reporting(Map<String, String> headers) {
        var own = new HashMap<>(headers);
        own.replaceAll((name, value) -> value.replace("report-uri /report", "report-uri " + REPORT + turn.get()));
        return own;
    }

    private static void send(HttpExchange exchange, String type, Map<String, String> headers, byte[] content)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
