/**
 * Calls: signalling between the agent's browser and Meta, calls that are running, and what became
 * of those that are over. What is told of a call only ever adds up ({@link
 * dev.assent.call.Course}); the permission ledger alone counts.
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
