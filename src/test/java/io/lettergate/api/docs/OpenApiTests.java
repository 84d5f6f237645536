package io.lettergate.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ApiTest
class OpenApiTests {

    private static final Path GOLDEN = Path.of("src/test/resources/api/openapi.json");

    private final MockMvcTester api;

    OpenApiTests(MockMvcTester api) {
        this.api = api;
    }

    /** When the contract changes on purpose, run this with -Dlettergate.golden=write and review the difference. */
    @Test
    void theContractIsTheOneThatWasReviewed() throws IOException {
        var served = contract();
        if ("write".equals(System.getProperty("lettergate.golden"))) {
            Files.writeString(GOLDEN, served);
        }

        assertThat(served).isEqualTo(Files.readString(GOLDEN));
    }

    private String contract() throws IOException {
        var result =
                api.get().uri("/api/v1/openapi.json").with(Robin.signedIn()).exchange();
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString().replace("\r\n", "\n").strip() + "\n";
    }
}
