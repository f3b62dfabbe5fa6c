package dev.assent.tenancy;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The directory of all tenants. */
@Component
public class Tenants {

    private static final String SELECT =
            "select id, name, schema_name, server, schema_version, zone, country from tenant ";

    private final JdbcClient control;
    private final TenantSchemas schemas;

    Tenants(@Control JdbcClient control, TenantSchemas schemas) {
        this.control = control;
        this.schemas = schemas;
    }

    /** The tenant with this identity, its schema up to date and ready to be used. */
    public Optional<Tenant> find(Id id) {
        return control.sql(SELECT + "where id = ?")
                .param(id.value())
                .query(Tenants::tenant)
                .optional()
                .map(schemas::upToDate);
    }

    /** The tenant that goes by this short name. */
    public Optional<Tenant> findBySlug(String slug) {
        return control.sql(SELECT + "where slug = ?")
                .param(slug)
                .query(Tenants::tenant)
                .optional()
                .map(schemas::upToDate);
    }

    /**
     * The same tenant, its schema up to date and ready to be used.
     *
     * @throws NotReady if it cannot be brought up to date
     */
    public Tenant ready(Tenant tenant) {
        return schemas.upToDate(tenant);
    }

    /** Those whose schema lacks migrations. */
    List<Tenant> behind(int version) {
        return control.sql(SELECT + "where schema_version < ? order by id")
                .param(version)
                .query(Tenants::tenant)
                .list();
    }

    /**
     * The tenant of a row that holds all columns of table {@code tenant}, for those who join it.
     * Before its data is touched it must be made {@link #ready}.
     */
    public static Tenant tenant(ResultSet row, int number) throws SQLException {
        return new Tenant(
                new Id(row.getLong("id")),
                row.getString("name"),
                row.getString("schema_name"),
                row.getString("server"),
                row.getInt("schema_version"),
                ZoneId.of(row.getString("zone")),
                row.getString("country"));
    }
}
