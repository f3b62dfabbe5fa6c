/**
 * Conversations: what people and the business write to each other, shown together with what the
 * ledger tells. Messages are kept here; requests, answers and calls stay where they are.
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
            "permission"
        })
package dev.assent.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
