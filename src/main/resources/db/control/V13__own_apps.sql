create table own_app (
    tenant_id bigint primary key,
    token_hash binary(32) not null,
    token varbinary(200) not null,
    app_secret varbinary(600) not null,
    verify_token varbinary(600) not null,
    unique key own_app_by_token (token_hash)
);
