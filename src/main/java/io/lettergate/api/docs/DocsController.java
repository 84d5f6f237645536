package io.lettergate.api.docs;

import io.lettergate.api.problems.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseBody;
import tools.jackson.databind.json.JsonMapper;

/** The API's reference for people: two pages that load nothing but one style sheet. */
@Controller
class DocsController {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final OpenApiWebMvcResource openApi;
    private final JsonMapper json;

    DocsController(OpenApiWebMvcResource openApi, JsonMapper json) {
        this.openApi = openApi;
        this.json = json;
    }

    @ModelAttribute
    void fence(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
    }

    @GetMapping("/api/docs")
    String reference(HttpServletRequest request, Model model) throws IOException {
        var document = json.readTree(openApi.openapiJson(request, "/api/v1/openapi.json", Locale.ROOT));
        model.addAttribute("reference", new ReferenceReader(document).read());
        return "api/reference";
    }

    @GetMapping(ProblemKind.PAGE)
    String problems(Model model) {
        var byStatus =
                Comparator.comparingInt((ProblemKind kind) -> kind.status().value());
        model.addAttribute(
                "problems", Stream.of(ProblemKind.values()).sorted(byStatus).toList());
        return "api/problems";
    }

    @GetMapping(path = "/api/docs/style.css", produces = "text/css")
    @ResponseBody
    Resource style() {
        return new ClassPathResource("templates/api/style.css");
    }
}
