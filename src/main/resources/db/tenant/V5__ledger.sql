-- One business number and one person. The columns after contact_id say what the ledger said at folded_at.
create table pair (
    id bigint primary key,
    number_id bigint not null,
    contact_id bigint not null,
    label varchar(16) character set ascii not null default 'NOT_REQUESTED',
    callable_until datetime,
    changed_at datetime not null,
    changes_at datetime,
    folded_at datetime,
    unique key pair_by_number_and_contact (number_id, contact_id),
    key pair_by_contact (contact_id),
    key pair_by_number_and_change (number_id, changed_at, contact_id, label),
    key pair_by_number_and_label (number_id, label, callable_until, contact_id),
    key pair_by_next_change (changes_at)
);

-- Appended to, never changed; only the latest message of a person is kept, under one source.
create table happening (
    pair_id bigint not null,
    source varchar(255) character set ascii collate ascii_bin not null,
    at datetime not null,
    kind varchar(10) character set ascii not null,
    word varchar(20) character set ascii,
    meta_id varchar(255) character set ascii collate ascii_bin,
    attempt char(13) character set ascii,
    automatic boolean not null default false,
    permanent boolean not null default false,
    incoming boolean not null default false,
    until datetime,
    started datetime,
    ended datetime,
    seconds int,
    detail varchar(2000),
    primary key (pair_id, source)
);
