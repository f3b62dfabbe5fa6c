/** What every page shares: frame, look, icons, paging, errors and the way htmx is spoken to. */
@NullMarked
@ApplicationModule(allowedDependencies = "tenancy")
package dev.assent.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
