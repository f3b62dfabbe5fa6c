-- One row per change of a webhook. The key makes a repeated change the same change.
create table inbox (
    id bigint auto_increment primary key,
    content_key binary(32) not null,
    endpoint_tenant_id bigint,
    waba_id varchar(40) character set ascii not null,
    phone_number_id varchar(40) character set ascii,
    display_number varchar(20) character set ascii,
    field varchar(80) character set ascii not null,
    made_at datetime,
    received_at datetime(3) not null,
    body mediumblob not null,
    state varchar(8) character set ascii not null default 'WAITING',
    attempts int not null default 0,
    due_at datetime(3),
    tenant_id bigint,
    trouble varchar(500),
    unique key inbox_by_content (content_key),
    key inbox_by_state (state, id)
);
