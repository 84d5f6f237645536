package io.lettergate.webmail;

import io.lettergate.auth.SignedIn;
import io.lettergate.mailbox.Alerts;
import java.util.List;

/** What mail servers want the reader to be told: looked up when the page is drawn, after they were asked for mail. */
final class AlertStrip {

    private final Alerts alerts;
    private final SignedIn reader;

    AlertStrip(Alerts alerts, SignedIn reader) {
        this.alerts = alerts;
        this.reader = reader;
    }

    public List<String> words() {
        return reader.accounts().stream()
                .flatMap(account -> alerts.of(account).stream())
                .toList();
    }
}
