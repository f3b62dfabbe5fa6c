package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    private final ApplicationModules modules = ApplicationModules.of(Assent.class);

    @Test
    void packages_import_only_what_they_declare() {
        modules.verify();
    }

    @Test
    void every_package_declares_what_it_may_import() {
        assertThat(modules.stream())
                .allSatisfy(module ->
                        assertThat(module.getBasePackage().findAnnotation(ApplicationModule.class))
                                .as(module.getIdentifier().toString())
                                .isPresent());
    }
}
