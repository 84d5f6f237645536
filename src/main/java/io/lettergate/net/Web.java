package io.lettergate.net;

import io.lettergate.mail.MailFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.stereotype.Component;

/**
 * Asks servers of the Web: only such as may be reached, without cookies, without a proxy, and no more than fits into
 * some time and memory. It says nothing of us but our name.
 */
@Component
public class Web implements DisposableBean {

    private static final int MOST_REDIRECTS = 3;
    private static final int LARGEST = 1 << 20;
    private static final String MOST = "lettergate.most";
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final CloseableHttpClient client;

    Web(WebConnections connections) {
        var http = Http1Config.custom()
                .setMaxLineLength(8192)
                .setMaxHeaderCount(100)
                .build();
        var pool = new PoolingHttpClientConnectionManager(
                connections,
                PoolConcurrencyPolicy.LAX,
                PoolReusePolicy.LIFO,
                TimeValue.NEG_ONE_MILLISECOND,
                ManagedHttpClientConnectionFactory.builder().http1Config(http).build());
        pool.setMaxTotal(64);
        pool.setDefaultMaxPerRoute(16);
        this.client = client(pool);
    }

    private static CloseableHttpClient client(PoolingHttpClientConnectionManager pool) {
        var patience = RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.ofSeconds(5))
                .setResponseTimeout(Timeout.of(WebConnections.LONGEST))
                .build();
        return HttpClientBuilder.create()
                .setConnectionManager(pool)
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setDefaultRequestConfig(patience)
                .setUserAgent("Lettergate")
                .addResponseInterceptorLast((response, details, context) -> {
                    if (response instanceof ClassicHttpResponse whole && whole.getEntity() != null) {
                        whole.setEntity(new BoundedBody(whole.getEntity(), most(context)));
                    }
                })
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build();
    }

    private static int most(HttpContext context) {
        return context.getAttribute(MOST) instanceof Integer most ? most : LARGEST;
    }

    /**
     * Requests of Spring's clients, for whoever speaks HTTP to hosts that the operator named. Redirects are not followed.
     */
    public ClientHttpRequestFactory requests() {
        return new HttpComponentsClientHttpRequestFactory(client);
    }

    /**
     * What stands at an address, in TLS; nothing where its server has nothing there. Each redirect is checked as the
     * address itself.
     *
     * @param largest how many octets it may have
     * @param patience how long all of it may take
     * @throws MailFailure.PolicyRefused if it, or where it leads, may not be reached
     * @throws IOException if there is no answer, or not within bounds
     */
    public Optional<InputStream> get(URI url, int largest, Duration patience) throws IOException {
        return get(url, largest, patience, Purpose.WEB);
    }

    /**
     * A picture that a letter refers to, which may also stand where there is no TLS. All else is as with {@link #get}.
     *
     * @throws MailFailure.PolicyRefused if it, or where it leads, may not be reached
     * @throws IOException if there is no answer, or not within bounds
     */
    public Optional<InputStream> picture(URI url, int largest, Duration patience) throws IOException {
        return get(url, largest, patience, Purpose.PICTURES);
    }

    private Optional<InputStream> get(URI url, int largest, Duration patience, Purpose purpose) throws IOException {
        var context = until(patience, purpose);
        context.setAttribute(MOST, Math.max(largest + 1, LARGEST));
        var here = url;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            var request = request(here, purpose);
            try (var response = client.executeOpen(target(here, purpose), request, context)) {
                var next = next(here, response);
                if (next.isEmpty()) {
                    return body(response, request, largest);
                }
                here = next.get();
                request.cancel();
            }
        }
        throw new OutOfBoundsException("more than " + MOST_REDIRECTS + " redirects");
    }

    /**
     * Hands a form to an address, in TLS. No redirect is followed, and nothing is read of what it answers but its status.
     *
     * @param form as application/x-www-form-urlencoded spells it
     * @param patience how long all of it may take
     * @throws MailFailure.PolicyRefused if it may not be reached
     * @throws IOException if there is no answer
     */
    public int post(URI url, String form, Duration patience) throws IOException {
        var request = new HttpPost(written(url, Purpose.WEB));
        request.setEntity(new StringEntity(form, ContentType.APPLICATION_FORM_URLENCODED));
        try (var response = client.executeOpen(target(url, Purpose.WEB), request, until(patience, Purpose.WEB))) {
            var status = response.getCode();
            request.cancel();
            return status;
        }
    }

    private static HttpClientContext until(Duration patience, Purpose purpose) {
        var context = HttpClientContext.create();
        context.setAttribute(WebConnections.PURPOSE, purpose);
        context.setAttribute(WebConnections.DEADLINE, System.nanoTime() + patience.toNanos());
        return context;
    }

    private static HttpGet request(URI url, Purpose purpose) {
        return new HttpGet(written(url, purpose));
    }

    private static URI written(URI url, Purpose purpose) {
        var target = target(url, purpose);
        var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return URI.create(target.toURI() + path + query);
    }

    /** The server of an address that is as it has to be. */
    private static HttpHost target(URI url, Purpose purpose) {
        var written = Stream.of(Optional.ofNullable(url.getHost()), Optional.ofNullable(url.getRawAuthority()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
        var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        boolean isPlain = scheme.equals(URIScheme.HTTP.id) && purpose == Purpose.PICTURES;
        if (!isPlain && !scheme.equals(URIScheme.HTTPS.id)) {
            throw new MailFailure.PolicyRefused(written, "it is asked in TLS only");
        }
        var host = HostName.read(written)
                .filter(name -> url.getRawUserInfo() == null)
                .orElseThrow(() -> new MailFailure.PolicyRefused(written, "no host is written like that"));
        int usual = isPlain ? 80 : 443;
        return new HttpHost(scheme, host.value(), url.getPort() < 0 ? usual : url.getPort());
    }

    private static Optional<URI> next(URI here, ClassicHttpResponse response) throws IOException {
        var location = response.getFirstHeader(HttpHeaders.LOCATION);
        if (!REDIRECTS.contains(response.getCode()) || location == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(here.resolve(location.getValue().strip()));
        } catch (IllegalArgumentException unreadable) {
            throw new IOException("A redirect leads nowhere", unreadable);
        }
    }

    private static Optional<InputStream> body(ClassicHttpResponse response, HttpGet request, int largest)
            throws IOException {
        if (response.getCode() != 200 || response.getEntity() == null) {
            request.cancel();
            return Optional.empty();
        }
        var octets = response.getEntity().getContent().readNBytes(largest + 1);
        if (octets.length > largest) {
            // Closing it would read on to its end.
            request.cancel();
            throw new OutOfBoundsException("a page of more than " + largest + " octets");
        }
        return Optional.of(new ByteArrayInputStream(octets));
    }

    @Override
    public void destroy() throws IOException {
        client.close();
    }
}
