-- Who has a page open, as each node sees it; a node that died is forgotten after "until".
create table presence (
    node bigint not null,
    tenant bigint not null,
    account bigint not null,
    until datetime(3) not null,
    primary key (node, tenant, account),
    key presence_by_tenant (tenant, until, account)
);
