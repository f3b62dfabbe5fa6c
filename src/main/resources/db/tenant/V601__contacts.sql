-- label and callable_until are written by permission, so that lists can filter and sort by them
create table contact (
    id bigint primary key,
    name varchar(160) not null,
    phone varchar(20) character set ascii,
    wa_id varchar(20) character set ascii,
    user_id varchar(80) character set ascii,
    country char(2) character set ascii not null,
    label varchar(16) character set ascii not null default 'NOT_REQUESTED',
    callable_until datetime,
    changed_at datetime not null,
    not_on_whatsapp_since datetime,
    marketing_stopped_at datetime,
    unique key contact_by_phone (phone),
    unique key contact_by_wa_id (wa_id),
    unique key contact_by_user_id (user_id),
    key contact_by_name (name),
    key contact_by_change (changed_at),
    key contact_by_label_and_name (label, name),
    key contact_by_label_and_change (label, changed_at),
    key contact_by_label_and_end (label, callable_until)
);
