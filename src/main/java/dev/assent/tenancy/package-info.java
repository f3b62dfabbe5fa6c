/** Who the tenants are, which one is current, and the one door to its schema. */
@NullMarked
@ApplicationModule(allowedDependencies = "time")
package dev.assent.tenancy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
