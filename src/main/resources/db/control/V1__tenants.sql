create table tenant (
    id bigint primary key,
    name varchar(120) not null,
    slug varchar(60) not null,
    schema_name varchar(60) character set ascii not null,
    server varchar(40) character set ascii not null,
    schema_version int not null,
    zone varchar(60) character set ascii not null,
    country char(2) character set ascii not null,
    registered_at timestamp(3) not null default current_timestamp(3),
    unique key tenant_by_slug (slug),
    unique key tenant_by_schema (schema_name),
    key tenant_by_version (schema_version)
);
