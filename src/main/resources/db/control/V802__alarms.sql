-- When a tenant has something to do that no request or webhook will bring.
create table alarm (
    tenant_id bigint not null,
    what varchar(20) character set ascii not null,
    due_at datetime not null,
    primary key (tenant_id, what),
    key alarm_by_time (what, due_at)
);
