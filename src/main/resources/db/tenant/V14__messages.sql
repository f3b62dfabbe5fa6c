-- What was written, each line of a thread that the ledger does not tell.
create table message (
    id bigint primary key,
    contact_id bigint not null,
    number_id bigint not null,
    at datetime not null,
    incoming boolean not null,
    kind varchar(20) character set ascii not null,
    body mediumtext not null,
    media varchar(64) character set ascii,
    mime varchar(100),
    template varchar(512),
    author varchar(160) not null default '',
    answers varchar(255) character set ascii collate ascii_bin,
    reaction varchar(64),
    reaction_at datetime,
    message_id varchar(255) character set ascii collate ascii_bin,
    status varchar(10) character set ascii,
    delivered_at datetime,
    read_at datetime,
    error_code int,
    error varchar(1000),
    again bigint,
    unique key message_by_meta_id (message_id),
    key message_by_contact (contact_id, at, id)
);

-- Files that people sent, for Meta keeps them for days only.
create table message_file (
    message bigint primary key,
    mime varchar(100) not null,
    bytes mediumblob not null
);
