/**
 * Who may come in and what they may do there: accounts, memberships and roles, sign-in and sign-up,
 * API keys, mail, and the audit trail. {@link dev.assent.access.Rights} lists every path and who
 * may go there; what it does not name is closed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"time", "tenancy", "web"})
package dev.assent.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
