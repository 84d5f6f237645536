package io.lettergate.api.problems;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Puts {@link NoRoute} before what Spring would answer itself. */
@Configuration(proxyBeanMethods = false)
class ProblemConfiguration implements WebMvcConfigurer {

    private final RequestAdvice advice;
    private final JsonMapper json;

    ProblemConfiguration(RequestAdvice advice, JsonMapper json) {
        this.advice = advice;
        this.json = json;
    }

    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.addFirst(new NoRoute(advice, json));
    }
}
