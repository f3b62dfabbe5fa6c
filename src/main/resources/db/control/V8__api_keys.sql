create table api_key (
    id bigint primary key,
    tenant bigint not null,
    hash binary(32) not null,
    name varchar(60) not null,
    made_by varchar(160) not null,
    made_at datetime(3) not null,
    used_at datetime(3),
    unique key api_key_by_hash (hash),
    key api_key_by_tenant (tenant),
    foreign key (tenant) references tenant (id) on delete cascade
);
