/** The interface for a business's other systems, version 1: {@code docs/api.md}. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "time",
            "tenancy",
            "web",
            "access",
            "live",
            "rules",
            "whatsapp",
            "number",
            "contact",
            "template",
            "permission"
        })
package dev.assent.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
