/**
 * A stand-in for Meta and for customers' phones, in demo mode only. It speaks HTTP and nothing else
 * with the application and shares no line with it, so that its limits are a second opinion.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.assent.simulator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
