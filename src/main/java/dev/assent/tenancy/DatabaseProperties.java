package dev.assent.tenancy;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the databases are.
 *
 * @param url {@code jdbc:mysql://host:port/} of the main server; absent means the embedded one
 * @param prefix what the names of all our schemas begin with
 * @param home where the embedded database keeps its data
 * @param poolSize connections to each server, and as many to the control schema
 * @param servers further servers that tenants can live on, by the name the directory uses
 */
@ConfigurationProperties("assent.db")
record DatabaseProperties(
        @Nullable String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("assent") String prefix,
        @DefaultValue(".assent") Path home,
        @DefaultValue("12") int poolSize,
        @DefaultValue Map<String, DatabaseServer> servers) {}
