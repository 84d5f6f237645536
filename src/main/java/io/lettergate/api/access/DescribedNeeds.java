package io.lettergate.api.access;

import io.lettergate.auth.Scope;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import java.util.Optional;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells in the API's description which scope each operation needs. */
@Configuration(proxyBeanMethods = false)
class DescribedNeeds {

    @Bean
    OpenApiCustomizer everyOperationSaysItsScope() {
        return description -> description.getPaths().forEach(DescribedNeeds::describe);
    }

    private static void describe(String path, PathItem item) {
        item.readOperationsMap()
                .forEach((method, operation) ->
                        RouteNeeds.of(method.name(), path).ifPresent(need -> operation.setSecurity(security(need))));
    }

    private static List<SecurityRequirement> security(Need need) {
        var basic = new SecurityRequirement().addList("basic");
        var words = Optional.ofNullable(need.scope()).map(Scope::word).stream().toList();
        return need.person() ? List.of(basic) : List.of(basic, new SecurityRequirement().addList("bearer", words));
    }
}
