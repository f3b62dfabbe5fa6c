/** Calls: whom we may call now, who wants to be called, and what became of each call. */
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
            "permission"
        })
package dev.assent.call;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
