/**
 * The rules of WhatsApp calling, complete and pure: {@link dev.assent.rules.Position#of} folds the
 * happenings of a pair into its position, which answers whether we may ask and whether we may call.
 * Numbers in comments, such as 4.8, are those of {@code docs/rules.md}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.assent.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
