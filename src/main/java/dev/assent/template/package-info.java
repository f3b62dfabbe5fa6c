@NullMarked
@ApplicationModule(
        allowedDependencies = {"time", "tenancy", "web", "access", "live", "whatsapp", "number"})
package dev.assent.template;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
