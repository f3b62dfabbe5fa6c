-- When a tenant has something to do that no request or webhook will bring.
create table alarm (
    tenant_id bigint not null,
    what varchar(20) character set ascii not null,
    due_at datetime not null,
    -- Who is answering it at the moment; nobody once it has rung anew.
    answered_by bigint,
    primary key (tenant_id, what),
    key alarm_by_time (what, due_at)
);
