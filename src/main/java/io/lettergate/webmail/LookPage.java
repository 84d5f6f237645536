package io.lettergate.webmail;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Remembers the colours somebody chooses, in a cookie, so that every page comes in them at once. */
@Controller
class LookPage {

    private static final Duration YEAR = Duration.ofDays(365);

    @PostMapping("/theme")
    ResponseEntity<Void> choose(@RequestParam String theme, @RequestParam(required = false) @Nullable String back) {
        var look = Look.of(theme);
        var cookie = ResponseCookie.from(Look.COOKIE, look.word())
                .path("/")
                .maxAge(look == Look.SYSTEM ? Duration.ZERO : YEAR)
                .httpOnly(true)
                .sameSite("Lax")
                .build();
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .header(HttpHeaders.LOCATION, Back.safe(back))
                .build();
    }
}
