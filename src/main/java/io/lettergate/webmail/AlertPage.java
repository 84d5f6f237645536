package io.lettergate.webmail;

import io.lettergate.auth.SignedIn;
import io.lettergate.mailbox.Alerts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Puts away what mail servers wanted the reader to be told. */
@Controller
class AlertPage {

    private final Alerts alerts;

    AlertPage(Alerts alerts) {
        this.alerts = alerts;
    }

    @PostMapping("/mail/alerts")
    ResponseEntity<Void> dismiss(
            @AuthenticationPrincipal SignedIn reader, @RequestParam(required = false) @Nullable String back) {
        reader.accounts().forEach(alerts::dismiss);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, Back.safe(back))
                .build();
    }
}
