package io.lettergate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every route that the running application has, as somebody who has no right to it. The routes are asked of the
 * application itself, so that a new one is walked too without anybody's doing.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "lettergate.demo.enabled=true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class RoutesTests {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\*?([A-Za-z]+)(:[^/]*)?}");
    private static final String GUARDED = "kim@hill.example";
    private static final String FORM = "application/x-www-form-urlencoded";

    /** They lead back to where somebody came from, whatever they were asked for: what is theirs and what is not alike. */
    private static final Set<String> LEADING_BACK =
            Set.of("GET /accounts/new/at/{provider}", "GET /oauth/{provider}", "POST /settings/sessions/{session}/end");

    /** What everybody may see: it holds nobody's mail. */
    private static final Set<String> PUBLIC = Set.of(
            "GET /login",
            "POST /theme",
            "GET /error",
            "POST /error",
            "PUT /error",
            "PATCH /error",
            "DELETE /error",
            "GET /api/v1/openapi.json",
            "GET /api/docs",
            "GET /api/docs/problems",
            "GET /api/docs/style.css",
            "GET /actuator/health",
            "GET /actuator/health/**");

    private static final GreenMail OTHERS = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));

    @LocalServerPort
    private int port;

    @Autowired
    private List<RequestMappingInfoHandlerMapping> mappings;

    @Autowired
    private JdbcClient database;

    private List<Route> routes;
    private Contract contract;
    private Caller owner;
    private Caller other;
    private Caller othersBrowser;
    private Caller othersToken;
    private final List<Map<String, String>> owned = new ArrayList<>();
    private String othersAccount;

    /** One method at one pattern, and what the code behind it wants. */
    private record Route(String method, String pattern, RequestMappingInfo mapping, HandlerMethod handler) {

        boolean isApi() {
            return pattern.startsWith("/api/");
        }

        /** Whether it takes the scope mail.send. */
        boolean sends() {
            return (pattern.contains("/submissions") && !method.equals("GET"))
                    || (method.equals("POST") && pattern.matches(".*/(answers|receipts|unsubscriptions)"));
        }

        boolean hasVariables() {
            return VARIABLE.matcher(pattern).find();
        }

        /** Elsewhere a message is looked for in an account of whoever asks. */
        boolean namesItsAccount() {
            return pattern.contains("{account}") || !pattern.contains("{message}");
        }

        boolean isPublic() {
            return PUBLIC.contains(this.toString());
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    @DynamicPropertySource
    static void others(DynamicPropertyRegistry registry) {
        OTHERS.start();
        OTHERS.setUser("sam@hill.example", "sam@hill.example", "demo");
        OTHERS.setUser(GUARDED, GUARDED, "demo");
        Served.by(registry, 0, "hill.example", OTHERS.getImap().getPort(), "NONE");
    }

    @BeforeAll
    void arrive() {
        routes = mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .flatMap(entry -> routes(entry.getKey(), entry.getValue()))
                .toList();
        owner = Caller.byPassword(port, "robin@vale.example", "demo");
        other = Caller.byPassword(port, "sam@hill.example", "demo");
        othersBrowser = Caller.signedIn(port, "sam@hill.example", "demo");
        contract = Contract.of(text(owner.get("/api/v1/openapi.json")));
        othersToken = token(other, "\"mail.read\", \"mail.write\", \"account.manage\"");
        othersAccount = first(other, "/api/v1/accounts", "id");
        json(owner.get("/api/v1/accounts")).at("/items").forEach(account -> owned.add(belongings(account)));
    }

    /** Ids of what the owner has: by the names that routes give them. */
    private Map<String, String> belongings(JsonNode account) {
        var at = "/api/v1/accounts/" + account.path("id").asString();
        var ids = new LinkedHashMap<String, String>();
        ids.put("account", account.path("id").asString());
        ids.put("mailbox", first(owner, at + "/mailboxes", "id"));
        ids.put("message", first(owner, at + "/mailboxes/role:inbox/messages", "id"));
        ids.put("id", ids.get("message"));
        ids.put("part", "1");
        ids.put("number", "1");
        var export = owner.send("POST", at + "/exports", "application/json", "{\"format\": \"mbox\"}");
        ids.put("operation", json(export).path("id").asString());
        var letter = owner.send(
                "POST",
                at + "/submissions?undoSeconds=600",
                "message/rfc822",
                "From: " + account.path("address").asString() + "\r\nTo: ada@vale.example\r\n\r\nHello\r\n");
        ids.put("submission", json(letter).path("id").asString());
        var template = owner.send("POST", "/api/v1/templates", "application/json", "{\"name\": \"Thanks\"}");
        ids.put("template", json(template).path("id").asString());
        assertThat(ids.values()).doesNotContain("");
        return ids;
    }

    @AfterAll
    void leave() {
        Stream.of(owner, other, othersToken, othersBrowser).forEach(Caller::close);
        OTHERS.stop();
    }

    @Test
    @DisplayName("R46 R62 no route is open to a stranger, but for those that hold nobody's mail")
    void noRouteIsOpenToAStranger() {
        var open = new ArrayList<String>();
        try (var bare = Caller.stranger(port);
                var browser = Caller.withToken(port)) {
            for (var route : closed()) {
                for (var stranger : List.of(bare, browser)) {
                    var answer = ask(stranger, route, resolved(route, owned.getFirst()));
                    if (!isRefusal(answer)) {
                        open.add(route + " answers " + told(answer));
                    }
                }
            }
        }

        assertThat(open).isEmpty();
    }

    @Test
    @DisplayName("R63 a token without the scope opens no route, neither its owner's nor anybody's")
    void aTokenWithoutTheScopeOpensNoRoute() {
        var open = new ArrayList<String>();
        try (var sender = token(owner, "\"mail.send\"");
                var reader = token(owner, "\"mail.read\", \"mail.write\", \"account.manage\"")) {
            assertThat(sender.get("/api/v1/session").statusCode()).isEqualTo(200);
            for (var route : closed()) {
                // Who it is any token may ask; there is no mail in that.
                if (!route.toString().equals("GET /api/v1/session")) {
                    var poor = route.sends() ? reader : sender;
                    var answer = ask(poor, route, resolved(route, owned.getFirst()));
                    if (!isRefusal(answer)) {
                        open.add(route + " answers " + told(answer));
                    }
                }
            }
        }

        assertThat(open).isEmpty();
    }

    private Caller token(Caller person, String scopes) {
        var made = person.send(
                "POST",
                "/api/v1/tokens",
                "application/json",
                "{\"name\": \"Walk " + System.nanoTime() + "\", \"scopes\": [" + scopes + "]}");
        assertThat(made.statusCode()).as(() -> new String(made.body(), UTF_8)).isEqualTo(201);
        return Caller.sending(
                port, "Authorization", "Bearer " + json(made).path("secret").asString());
    }

    @Test
    @DisplayName("R64 no route is open to the password alone of somebody who has a second factor")
    void noRouteIsOpenWithoutTheSecondFactor() {
        var open = new ArrayList<String>();
        try (var browser = Caller.signedIn(port, GUARDED, "demo");
                var program = Caller.byPassword(port, GUARDED, "demo")) {
            guard();
            for (var route : closed()) {
                for (var half : route.isApi() ? List.of(browser, program) : List.of(browser)) {
                    var answer = ask(half, route, resolved(route, owned.getFirst()));
                    if (!route.pattern().startsWith("/login/second")
                            && answer.statusCode() != 403
                            && !leadsToSignIn(answer)) {
                        open.add(route + " answers " + told(answer));
                    }
                }
            }
        } finally {
            database.sql("DELETE FROM passkey WHERE id = 'of-kim'").update();
        }

        assertThat(open).isEmpty();
    }

    /** Gives them a passkey, which this test cannot use. */
    private void guard() {
        database.sql("""
                        INSERT INTO passkey (id, account_id, credential_id, name, public_key, attestation, transports,
                            sign_count, verifies_user, backup_eligible, backed_up, created_at)
                        SELECT 'of-kim', id, 'of-kim', 'Laptop', '', '', '', 0, TRUE, TRUE, TRUE, 0
                        FROM account WHERE address = ? AND owner_id = id""").param(GUARDED).update();
    }

    @Test
    @DisplayName("R62 no page and no call changes anything for a browser that lacks the form's token")
    void nothingChangesWithoutTheToken() {
        var open = new ArrayList<String>();
        try (var browser = Caller.signedIn(port, "sam@hill.example", "demo")) {
            browser.forgetToken();
            for (var route : routes) {
                if (!route.method().equals("GET") && !route.pattern().startsWith("/error")) {
                    var answer = ask(browser, route, resolved(route, owned.getFirst()));
                    if (answer.statusCode() != 403 && !leadsToSignIn(answer)) {
                        open.add(route + " answers " + told(answer));
                    }
                }
            }
        }

        assertThat(open).isEmpty();
    }

    @Test
    @DisplayName("R62 a password or token in a header never meets a cookie")
    void aHeaderNeverMeetsACookie() {
        try (var browser = Caller.signedIn(port, "sam@hill.example", "demo")) {
            for (var header : List.of("Basic bm9ib2R5Om5vdGhpbmc=", "Bearer nothing", "Nonsense")) {
                browser.dressIn("Authorization", header);

                assertThat(browser.get("/api/v1/accounts").statusCode())
                        .as(header)
                        .isEqualTo(401);
                assertThat(browser.send("POST", "/api/v1/discoveries", "application/json", "{}")
                                .statusCode())
                        .as(header)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    @DisplayName("R46 R66 what is somebody else's is answered as what is not there, to the last octet")
    void whatIsSomebodyElsesIsNotThere() {
        var told = new ArrayList<String>();
        for (var ids : owned) {
            for (var route : closed()) {
                if (route.hasVariables()) {
                    if (route.namesItsAccount()) {
                        told.addAll(compared(route, ids, Map.of()));
                    }
                    told.addAll(compared(route, ids, Map.of("account", othersAccount)));
                }
            }
        }

        assertThat(told).isEmpty();
    }

    private List<String> compared(Route route, Map<String, String> ids, Map<String, String> own) {
        var theirs = new LinkedHashMap<>(ids);
        theirs.putAll(own);
        var target = resolved(route, theirs);
        var unknown = twin(target, own.values());
        if (unknown.equals(target)) {
            return List.of();
        }
        var faults = new ArrayList<String>();
        for (var caller : route.isApi() ? List.of(other, othersToken, othersBrowser) : List.of(othersBrowser)) {
            var answer = ask(caller, route, target);
            var expected = ask(caller, route, unknown);
            if (own.isEmpty() && !isRefusal(answer) && !LEADING_BACK.contains(route.toString())) {
                faults.add(route + " answers " + told(answer));
            }
            if (!bare(answer, target).equals(bare(expected, unknown))) {
                faults.add(route + " tells apart: " + bare(answer, target) + " and " + bare(expected, unknown));
            }
        }
        return faults;
    }

    private List<Route> closed() {
        var closed = routes.stream().filter(route -> !route.isPublic()).toList();
        assertThat(closed).hasSizeGreaterThan(90);
        return closed;
    }

    private static Stream<Route> routes(RequestMappingInfo mapping, HandlerMethod handler) {
        var methods = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternValues().stream()
                .flatMap(pattern -> (methods.isEmpty() ? Set.of(RequestMethod.GET, RequestMethod.POST) : methods)
                        .stream().map(method -> new Route(method.name(), pattern, mapping, handler)));
    }

    /** The route's path with ids in it; what a list of the owner's names first stands for a variable below that list. */
    private String resolved(Route route, Map<String, String> ids) {
        var matcher = VARIABLE.matcher(route.pattern());
        var path = new StringBuilder();
        var end = 0;
        while (matcher.find()) {
            path.append(route.pattern(), end, matcher.start());
            path.append(value(matcher.group(1), path.toString(), ids));
            end = matcher.end();
        }
        return path.append(route.pattern().substring(end)).toString().replace("/**", "");
    }

    private String value(String name, String list, Map<String, String> ids) {
        if (ids.containsKey(name) && !list.contains("/pop3/")) {
            return ids.get(name);
        }
        var known = list.startsWith("/api/v1/") ? owner.get(list.substring(0, list.length() - 1)) : null;
        if (known != null && known.statusCode() == 200) {
            var item = json(known).at("/items/0");
            for (var key : List.of("id", "key", name)) {
                if (item.has(key)) {
                    return item.path(key).asString();
                }
            }
        }
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
    }

    /**
     * The same path with ids that nobody has. A mailbox is called by its name alone, so the inbox of the account in the
     * path has the id that everybody's has: below somebody's own account only what follows that can be a stranger's.
     */
    private static String twin(String path, Collection<String> kept) {
        return Pattern.compile("[A-Za-z0-9_-]{16,}").matcher(path).replaceAll(match -> {
            var id = match.group();
            if (kept.contains(id) || (!kept.isEmpty() && id.length() == 16)) {
                return id;
            }
            // Of a message only its UID is another: the two servers may have numbered their inboxes alike.
            return kept.isEmpty() || id.length() != 27 ? altered(id, 0, 6) : altered(id, 22, 26);
        });
    }

    private static String altered(String id, int from, int end) {
        var other = new StringBuilder(id);
        for (var at = from; at < end; at++) {
            other.setCharAt(at, id.charAt(at) == 'a' ? 'b' : 'a');
        }
        return other.toString();
    }

    private HttpResponse<byte[]> ask(Caller caller, Route route, String path) {
        if (List.of("GET", "DELETE", "HEAD").contains(route.method())) {
            return caller.send(route.method(), path + query(route), null, "");
        }
        if (!route.isApi()) {
            return caller.send(route.method(), path, FORM, query(route).replace("?", ""));
        }
        var operation = contract.find(route.method(), route.pattern().replaceAll(":[^/}]*}", "}"));
        var type = operation.flatMap(Contract.Operation::type).orElse(null);
        var body = operation
                .flatMap(contract::body)
                .map(contract::sample)
                .map(JsonNode::toString)
                .orElse(type == null ? "" : "Subject: x\r\n\r\nx\r\n");
        return caller.send(route.method(), path + query(route), headers(route), type, body.getBytes(UTF_8));
    }

    /** The headers that the code behind the route cannot do without; those that are numbers take a nought. */
    private static Map<String, String> headers(Route route) {
        return Stream.of(route.handler().getMethodParameters())
                .map(parameter -> parameter.getParameterAnnotation(RequestHeader.class))
                .filter(wanted -> wanted != null
                        && wanted.required()
                        && wanted.defaultValue().equals(ValueConstants.DEFAULT_NONE))
                .collect(Collectors.toMap(RequestHeader::value, wanted -> "0"));
    }

    /** What the code behind the route cannot do without. */
    private static String query(Route route) {
        var query = new StringBuilder();
        for (var parameter : route.handler().getMethodParameters()) {
            var wanted = parameter.getParameterAnnotation(RequestParam.class);
            if (wanted != null && wanted.required() && wanted.defaultValue().equals(ValueConstants.DEFAULT_NONE)) {
                parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
                var name = wanted.name().isEmpty() ? parameter.getParameterName() : wanted.name();
                query.append(query.isEmpty() ? "?" : "&").append(name).append("=true");
            }
        }
        return query.toString();
    }

    private static boolean isRefusal(HttpResponse<byte[]> answer) {
        return Set.of(401, 403, 404).contains(answer.statusCode()) || leadsToSignIn(answer);
    }

    private static boolean leadsToSignIn(HttpResponse<byte[]> answer) {
        return answer.statusCode() == 302
                && answer.headers()
                        .firstValue("Location")
                        .orElse("")
                        .replaceFirst("http://[^/]*", "")
                        .startsWith("/login");
    }

    /** All that an answer tells, without what the question said and what is new in each answer. */
    private static String bare(HttpResponse<byte[]> answer, String path) {
        var text = text(answer).replaceAll("(name=\"_csrf\"[^>]*value=\")[^\"]*", "$1");
        for (var part : path.split("[/?]")) {
            text = part.length() < 16 ? text : text.replace(part, "…");
        }
        var headers = new LinkedHashMap<>(answer.headers().map());
        headers.keySet()
                .removeIf(
                        name -> Set.of("date", "content-length", "set-cookie").contains(name.toLowerCase(Locale.ROOT)));
        var place = headers.toString();
        for (var part : path.split("[/?]")) {
            place = part.length() < 16 ? place : place.replace(part, "…");
        }
        return answer.statusCode() + " " + place + " " + text;
    }

    private static String told(HttpResponse<byte[]> answer) {
        var text = text(answer);
        return answer.statusCode() + " "
                + answer.headers().firstValue("Location").orElse("") + " "
                + text.substring(0, Math.min(text.length(), 200));
    }

    private static String first(Caller caller, String list, String field) {
        return json(caller.get(list)).at("/items/0").path(field).asString("");
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), UTF_8);
    }
}
