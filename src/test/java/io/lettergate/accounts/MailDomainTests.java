package io.lettergate.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MailDomainTests {

    @Test
    void isWhatTheOperatorWrote() {
        var domains = domains(Map.of("name", "vale.example", "pop3.host", "pop.vale.example"));

        assertThat(domains.find("vale.example")).isPresent();
        assertThat(domains.find("hill.example")).isEmpty();
    }

    @Test
    void stopsTheStartWhereItHasNoName() {
        assertThatThrownBy(() -> domains(Map.of("imap.host", "imap.vale.example")))
                .hasMessageContaining("An entry of lettergate.domains has no name");
        assertThatThrownBy(() -> domains(Map.of("name", "", "imap.host", "imap.vale.example")))
                .hasMessageContaining("An entry of lettergate.domains has no name");
    }

    @Test
    void stopsTheStartWhereItHasNoServer() {
        assertThatThrownBy(() -> domains(Map.of("name", "vale.example")))
                .hasMessageContaining("The domain vale.example needs imap.host or pop3.host");
    }

    private static Domains domains(Map<String, String> entry) {
        var source = new MapConfigurationPropertySource();
        entry.forEach((key, value) -> source.put("lettergate.domains[0]." + key, value));
        return new Domains(new Binder(source).bindOrCreate("lettergate", AccountsSettings.class), List.of());
    }
}
