package dev.assent.tenancy;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.text.Normalizer;
import java.time.ZoneId;
import java.util.Locale;

/** Takes new tenants in while the application runs. */
@Component
public class Provisioning {

    /** So many businesses of one name have short names that can be remembered. */
    private static final int NUMBERED = 20;

    private final JdbcClient control;
    private final SchemaNames names;
    private final TenantSchemas schemas;

    Provisioning(@Control JdbcClient control, SchemaNames names, TenantSchemas schemas) {
        this.control = control;
        this.names = names;
        this.schemas = schemas;
    }

    /**
     * Enters a business into the directory, in the caller's control transaction. Its schema is made
     * when the tenant is first asked for, see {@link Tenants#find}; so a crash in between costs
     * nothing.
     */
    public Id register(String name, ZoneId zone, String country) {
        var slug = slug(name);
        for (var attempt = 1; attempt <= NUMBERED; attempt++) {
            try {
                return register(name, attempt == 1 ? slug : slug + "-" + attempt, zone, country);
            } catch (DuplicateKeyException taken) {
                // the next one may be free
            }
        }
        return register(name, slug + "-" + Id.fresh(), zone, country);
    }

    /**
     * Enters a business under this very short name, as {@link #register(String, ZoneId, String)}
     * does.
     *
     * @throws DuplicateKeyException if another has it
     */
    public Id registerAs(String slug, String name, ZoneId zone, String country) {
        return register(name, slug, zone, country);
    }

    /** Drops everything the tenant ever stored; its schema is made anew when next asked for. */
    public void startAnew(Tenant tenant) {
        schemas.drop(tenant);
    }

    private Id register(String name, String slug, ZoneId zone, String country) {
        var id = Id.fresh();
        control.sql(
                        """
                        insert into tenant (id, name, slug, schema_name, server, schema_version, zone, country)
                        values (?, ?, ?, ?, ?, 0, ?, ?)
                        """)
                .params(
                        id.value(),
                        name,
                        slug,
                        names.tenant(id),
                        DatabaseServer.MAIN,
                        zone.getId(),
                        country)
                .update();
        return id;
    }

    private static String slug(String name) {
        var ascii = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        var slug =
                ascii.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+|-+$", "");
        return slug.isEmpty() ? "business" : slug.substring(0, Math.min(40, slug.length()));
    }
}
