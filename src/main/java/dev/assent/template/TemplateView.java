package dev.assent.template;

import org.jspecify.annotations.Nullable;

/**
 * A template as pages show it.
 *
 * @param language by name
 * @param counsel what to do next; null where there is nothing to do
 * @param bubble with its examples filled in
 */
record TemplateView(Template template, String language, @Nullable Counsel counsel, Bubble bubble) {

    static TemplateView of(Template template) {
        return new TemplateView(
                template,
                Languages.name(template.language()),
                Counsel.on(template),
                Bubble.of(template.text().with(template.examples())));
    }
}
