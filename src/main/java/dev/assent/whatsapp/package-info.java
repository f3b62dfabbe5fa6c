/**
 * All of Meta's wire format, in and out. Nobody else sees her JSON: what she says arrives as {@link
 * dev.assent.whatsapp.Notice notices}, what we ask of her is a method of {@link
 * dev.assent.whatsapp.Graph} and answered by an {@link dev.assent.whatsapp.Answer}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"time", "tenancy"})
package dev.assent.whatsapp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
