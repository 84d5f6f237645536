package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The picture of docs/architecture.md holds: no arrow is drawn that its module does not declare. */
class ModuleTests {

    private final ApplicationModules modules = ApplicationModules.of(LettergateApplication.class);

    @Test
    void noArrowIsDrawnTheWrongWay() {
        modules.verify();
    }

    @Test
    void everyModuleDeclaresItsArrows() throws ClassNotFoundException {
        for (var module : modules) {
            var description = Class.forName(module.getBasePackage().getName() + ".package-info");

            var declared = description.getAnnotation(ApplicationModule.class);

            assertThat(declared).as(module.getDisplayName()).isNotNull();
            assertThat(declared.allowedDependencies())
                    .as(module.getDisplayName())
                    .doesNotContain(ApplicationModule.OPEN_TOKEN);
        }
    }
}
