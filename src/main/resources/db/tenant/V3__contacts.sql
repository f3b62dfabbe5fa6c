-- label and callable_until are written by permission, so that lists can filter and sort by them.
-- sought is the name without marks and capitals, then the number: searched, and sorted by.
create table contact (
    id bigint primary key,
    name varchar(160) not null,
    sought varchar(260) collate utf8mb4_bin not null default '',
    phone varchar(20) character set ascii,
    wa_id varchar(20) character set ascii,
    user_id varchar(80) character set ascii,
    country char(2) character set ascii not null,
    label varchar(16) character set ascii not null default 'NOT_REQUESTED',
    callable_until datetime,
    changed_at datetime not null,
    not_on_whatsapp_since datetime,
    marketing_stopped_at datetime,
    marketing_told_at datetime,
    unique key contact_by_phone (phone),
    unique key contact_by_wa_id (wa_id),
    unique key contact_by_user_id (user_id),
    -- The end of each holds all that a list filters by, so that skipping rows reads no row.
    key contact_by_name (sought, label, callable_until),
    key contact_by_change (changed_at, label, callable_until),
    key contact_by_label (label, callable_until)
);
