package io.lettergate.imap;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.lettergate.RecordingProxy;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mailbox.spi.MailSession;
import io.lettergate.mailbox.spi.MailSessionContract;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract on GreenMail, the server of the demo. */
class ImapSessionTests implements MailSessionContract {

    private final GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final ConnectorFixture fixture = ConnectorFixture.with();
    private RecordingProxy proxy;
    private GreenMailUser user;
    private Account account;

    @BeforeEach
    void start() throws Exception {
        greenMail.start();
        user = greenMail.getUserManager().createUser("robin@vale.example", "robin@vale.example", "secret");
        for (var name : new String[] {"Archive", "Trash"}) {
            var imap = greenMail.getManagers().getImapHostManager();
            imap.createMailbox(user, name);
        }
        proxy = RecordingProxy.before("127.0.0.1", greenMail.getImap().getPort());
        var endpoint = new Endpoint("127.0.0.1", proxy.port(), Encryption.NONE);
        account = fixture.account("robin@vale.example", endpoint, "secret");
    }

    @AfterEach
    void stop() throws IOException {
        fixture.close();
        proxy.close();
        greenMail.stop();
    }

    @Override
    public String serverName() {
        return "GreenMail 2.1";
    }

    @Override
    public List<String> commands() {
        return proxy.commands();
    }

    @Override
    public void deliver(byte[] message) {
        try {
            user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message)));
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public <T> T inSession(Function<MailSession, T> work) {
        return fixture.connector().inSession(account, work);
    }
}
