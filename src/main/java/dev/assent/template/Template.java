package dev.assent.template;

import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Lengths;
import dev.assent.whatsapp.Placeholders;
import dev.assent.whatsapp.TemplateMessage;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A message that asks for permission to call, which Meta has to approve before it may be sent.
 *
 * @param wabaId Meta's account it belongs to; only numbers of that account can send it
 * @param metaId Meta's identity of it
 * @param name and {@code language} together are how it is sent
 * @param category as it is at this moment
 * @param coming what the category will become; null where nothing was announced
 * @param examples a value for each variable, as Meta saw it; may lack some
 * @param wordsOnly whether values for its words are all that sending it takes; false where a
 *     picture, a file or the value of a button must come along
 */
public record Template(
        Id id,
        String wabaId,
        String metaId,
        String name,
        String language,
        TemplateText text,
        Map<String, String> examples,
        Decision decision,
        Category category,
        @Nullable Coming coming,
        Instant categoryAt,
        Quality quality,
        Instant qualityAt,
        boolean wordsOnly) {

    public Template {
        examples = Map.copyOf(examples);
    }

    /**
     * A change of category that Meta has announced.
     *
     * @param at when it happens
     */
    public record Coming(Category category, Instant at) {}

    /** Whether Meta lets it be sent. */
    public boolean approved() {
        return decision.status().usable();
    }

    /** Whether we can send it. */
    public boolean sendable() {
        return approved() && wordsOnly;
    }

    /** Whether it counts as marketing: not for people who stopped that. */
    public boolean marketing() {
        return category == Category.MARKETING;
    }

    /** What people call its language. */
    public String languageName() {
        return Languages.name(language);
    }

    /** The names of the variables, each once, in the order they appear. */
    public List<String> variables() {
        return text.variables();
    }

    /** The variables that have no value there, or an empty one. */
    public List<String> missing(Map<String, String> values) {
        var known = tidy(values);
        return variables().stream().filter(name -> known.getOrDefault(name, "").isEmpty()).toList();
    }

    /** Whether Meta would refuse it with these values for its length. */
    public boolean tooLong(Map<String, String> values) {
        var filled = text.with(tidy(values));
        return Lengths.exceeds(Lengths.BODY, filled.body())
                || (filled.header() != null && Lengths.exceeds(Lengths.HEADER, filled.header()));
    }

    /**
     * The text exactly as the person will read it.
     *
     * @throws IllegalArgumentException if there is not a value for each variable
     */
    public String text(Map<String, String> values) {
        return filled(values).text();
    }

    /**
     * The same, part by part.
     *
     * @throws IllegalArgumentException if there is not a value for each variable
     */
    public TemplateText filled(Map<String, String> values) {
        requireAll(values);
        return text.with(tidy(values));
    }

    /**
     * The same, ready to be sent.
     *
     * @throws IllegalArgumentException if there is not a value for each variable
     */
    public TemplateMessage message(Map<String, String> values) {
        requireAll(values);
        var known = tidy(values);
        return new TemplateMessage(
                name,
                language,
                only(text.headerVariables(), known),
                only(Placeholders.in(text.body()), known));
    }

    Template decided(Decision news) {
        return with(decision.orLater(news), category, coming, categoryAt, quality, qualityAt);
    }

    Template moved(Category to, Instant at) {
        return at.isBefore(categoryAt) ? this : with(decision, to, null, at, quality, qualityAt);
    }

    Template announced(Coming change, Instant at) {
        return at.isBefore(categoryAt)
                ? this
                : with(decision, category, change, at, quality, qualityAt);
    }

    Template rated(Quality now, Instant at) {
        return at.isBefore(qualityAt)
                ? this
                : with(decision, category, coming, categoryAt, now, at);
    }

    /** What is read again and has not changed keeps its moment, and what else was told of it. */
    Template reads(Decision decision, Category category, Quality quality) {
        var at = decision.at();
        var read = decision.status() == this.decision.status() ? this : decided(decision);
        read = category == this.category ? read : read.moved(category, at);
        return quality == this.quality ? read : read.rated(quality, at);
    }

    private Template with(
            Decision decision,
            Category category,
            @Nullable Coming coming,
            Instant categoryAt,
            Quality quality,
            Instant qualityAt) {
        return new Template(
                id,
                wabaId,
                metaId,
                name,
                language,
                text,
                examples,
                decision,
                category,
                coming,
                categoryAt,
                quality,
                qualityAt,
                wordsOnly);
    }

    private void requireAll(Map<String, String> values) {
        var missing = missing(values);
        if (!missing.isEmpty()) {
            throw new MissingVariables(missing);
        }
    }

    /** Meta takes no line breaks and no wide gaps in a value. */
    private static Map<String, String> tidy(Map<String, String> values) {
        var tidy = new HashMap<String, String>();
        values.forEach((name, value) -> tidy.put(name, value.replaceAll("\\s+", " ").strip()));
        return tidy;
    }

    private static Map<String, String> only(List<String> names, Map<String, String> values) {
        var only = new HashMap<>(values);
        only.keySet().retainAll(names);
        return only;
    }
}
