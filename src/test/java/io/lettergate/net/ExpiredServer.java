package io.lettergate.net;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server in TLS whose certificate, for 127.0.0.1, ended long ago; made by the JDK's keytool. */
final class ExpiredServer implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final SSLServerSocket listener;
    private final X509Certificate certificate;
    private final Path authority;

    private ExpiredServer(SSLServerSocket listener, X509Certificate certificate, Path authority) {
        this.listener = listener;
        this.certificate = certificate;
        this.authority = authority;
        Thread.ofVirtual().start(this::serve);
    }

    static ExpiredServer start(Path directory) throws Exception {
        var tool = new Keytool(directory);
        tool.run("-genkeypair -alias authority -keyalg EC -dname CN=authority -ext bc:c");
        tool.run("-genkeypair -alias expired -keyalg EC -dname CN=127.0.0.1");
        tool.run("-certreq -alias expired -file request");
        tool.run("-gencert -alias authority -infile request -outfile answer -ext san=ip:127.0.0.1"
                + " -startdate -30d -validity 10");
        tool.run("-importcert -noprompt -alias expired -file answer");
        tool.run("-exportcert -rfc -alias authority -file authority.pem");
        var store = directory.resolve(Keytool.STORE);
        var authority = directory.resolve("authority.pem");
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        return new ExpiredServer(listener, (X509Certificate) keys.getCertificate("expired"), authority);
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (var client = (SSLSocket) listener.accept()) {
                client.startHandshake();
            } catch (IOException refused) {
                // That is what the tests are about.
            }
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    String fingerprint() throws Exception {
        return PinningTrust.fingerprint(certificate);
    }

    /** The settings of somebody who would trust it, were it not for the date. */
    List<String> trusting() {
        return List.of(
                "lettergate.net.ssl-bundle=mail",
                "spring.ssl.bundle.pem.mail.truststore.certificate=file:" + authority);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** Calls keytool in a directory. */
    private record Keytool(Path directory) {

        static final String STORE = "keys.p12";

        void run(String arguments) throws IOException, InterruptedException {
            var command = new ArrayList<String>();
            command.add(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
            command.addAll(List.of(arguments.split(" ")));
            command.addAll(List.of("-keystore", STORE, "-storepass", PASSWORD));
            var log = directory.resolve("keytool.log");
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(log));
            }
        }
    }
}
