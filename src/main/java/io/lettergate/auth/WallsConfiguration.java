package io.lettergate.auth;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** Puts the walls around all that is served: the same headers on every answer, and no word of a stranger's program. */
@Configuration(proxyBeanMethods = false)
class WallsConfiguration {

    @Bean
    ContentOrigin contentOrigin(ContentSettings settings) {
        return new ContentOrigin(settings.contentOrigin());
    }

    /** For whatever the application answers, even where what was said before is taken back. */
    @Bean
    Customizer<HttpSecurity> standingHeaders(ContentOrigin content) {
        return http -> http.headers(headers -> headers.defaultsDisabled()
                .cacheControl(Customizer.withDefaults())
                .addHeaderWriter((request, response) -> StandingHeaders.of(content, request.isSecure())
                        .forEach((name, value) -> {
                            if (!response.containsHeader(name)) {
                                response.setHeader(name, value);
                            }
                        })));
    }

    /** For what the server answers by itself. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> everyAnswer(ContentOrigin content) {
        return tomcat -> {
            tomcat.addEngineValves(new EveryAnswer(content));
            tomcat.addContextCustomizers(context ->
                    ((StandardHost) context.getParent()).setErrorReportValveClass(LastWords.class.getName()));
        };
    }
}
