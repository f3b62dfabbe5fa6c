package dev.assent.template;

import dev.assent.tenancy.Id;

import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;

/** The permission-request templates of the current tenant. */
@Component
public class Templates {

    /** The live topic of pages that show templates: one came, went, or changed. */
    public static final String TOPIC = "templates";

    private final Shelf shelf;

    Templates(Shelf shelf) {
        this.shelf = shelf;
    }

    /** All of them, by name. */
    public List<Template> all() {
        return shelf.all();
    }

    public Optional<Template> find(Id id) {
        return shelf.find(id);
    }

    /** Those of this account that Meta lets its numbers send, by name. */
    public List<Template> approved(String wabaId) {
        return shelf.ofAccount(wabaId).stream().filter(Template::approved).toList();
    }

    /** Those of this account with this name, approved or not: at most one for each language. */
    public List<Template> named(String wabaId, String name) {
        return shelf.named(wabaId, name);
    }
}
