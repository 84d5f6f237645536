package io.lettergate.oauth;

import io.lettergate.net.Web;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestOperations;
import org.springframework.web.client.RestTemplate;

/** Asks providers by the one way out of the process, without following where they would lead us. */
@Component
class ProviderWeb {

    private final Web web;

    ProviderWeb(Web web) {
        this.web = web;
    }

    /** For their descriptions. */
    RestClient client() {
        return RestClient.builder().requestFactory(web.requests()).build();
    }

    /** For their keys, and what they know of people. */
    RestOperations operations() {
        return new RestTemplate(web.requests());
    }

    /** For their tokens. */
    RestClient tokens() {
        return RestClient.builder()
                .requestFactory(web.requests())
                .configureMessageConverters(converters -> converters
                        .registerDefaults()
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
    }
}
