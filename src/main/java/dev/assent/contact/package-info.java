/** People: their numbers and names on WhatsApp, and how a list of them is searched and sorted. */
@NullMarked
@ApplicationModule(allowedDependencies = {"time", "tenancy", "web", "access", "live", "whatsapp"})
package dev.assent.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
