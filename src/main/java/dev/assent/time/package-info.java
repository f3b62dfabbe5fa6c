/** Business time: the one source everybody asks, and the switch that moves it in demo mode. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.assent.time;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
