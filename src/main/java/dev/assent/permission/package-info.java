/**
 * Permission to call: the ledger of each pair, what follows from it, and how we ask. Every change
 * goes through {@link dev.assent.permission.Books}: the pair is locked, happenings are posted, the
 * ledger is folded anew, and what others see of it is written in the same transaction.
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
            "template"
        })
package dev.assent.permission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
