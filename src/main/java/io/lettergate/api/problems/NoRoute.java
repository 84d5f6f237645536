package io.lettergate.api.problems;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.handler.AbstractHandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/** Answers requests to the API that Spring refuses before it knows a controller, and so before it knows our advice. */
class NoRoute extends AbstractHandlerExceptionResolver {

    private final RequestAdvice advice;
    private final JsonMapper json;

    NoRoute(RequestAdvice advice, JsonMapper json) {
        this.advice = advice;
        this.json = json;
    }

    @Override
    protected boolean shouldApplyTo(HttpServletRequest request, @Nullable Object handler) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return (path.equals("/api") || path.startsWith("/api/")) && !(handler instanceof HandlerMethod);
    }

    @Override
    protected @Nullable ModelAndView doResolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception fault) {
        try {
            var answer = advice.handleException(fault, new ServletWebRequest(request, response));
            if (answer == null) {
                return null;
            }
            write(answer, response);
            return new ModelAndView();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (Exception unknown) {
            return null;
        }
    }

    private void write(ResponseEntity<Object> answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), answer.getBody());
    }
}
