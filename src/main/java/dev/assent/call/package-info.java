/**
 * Calls: their signalling between the browser of an agent and Meta, those that run, and what an
 * agent sees and hears of them.
 */
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
