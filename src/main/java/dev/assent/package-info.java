/** Assent: permission to call WhatsApp customers. Each feature is one package below this one. */
@NullMarked
package dev.assent;

import org.jspecify.annotations.NullMarked;
