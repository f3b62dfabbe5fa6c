/**
 * A business's own numbers: how they are connected to WhatsApp, how calls are set up on them, and
 * what Meta restricts.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"time", "tenancy", "web", "access", "live", "whatsapp"})
package dev.assent.number;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
