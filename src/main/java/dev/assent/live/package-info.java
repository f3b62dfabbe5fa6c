/**
 * Pages that keep up with what happens. The server says only that a topic changed; each browser
 * then asks again for its own fragment, and rights are checked again. Also tells who is online.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"time", "tenancy", "access", "web"})
package dev.assent.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
