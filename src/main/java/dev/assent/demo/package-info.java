/**
 * The demo businesses: loaded on our side, and told to the simulator by HTTP so that its phones
 * remember the same story. Exists in demo mode only; nobody imports it.
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
            "template",
            "permission",
            "call",
            "chat"
        })
package dev.assent.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
