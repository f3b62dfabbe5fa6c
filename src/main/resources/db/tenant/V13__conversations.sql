-- The account of the colleague whose conversation it is.
alter table contact add column agent bigint;

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

-- One for each person with whom anything was written or happened. last_at is the later of
-- message_at and event_at; said is what was written last, folded to be searched.
create table conversation (
    contact_id bigint primary key,
    agent bigint,
    last_at datetime not null,
    event_at datetime,
    message_at datetime,
    message bigint,
    number_id bigint,
    incoming boolean not null default false,
    kind varchar(20) character set ascii,
    words varchar(160) not null default '',
    said varchar(200) collate utf8mb4_bin not null default '',
    unread int not null default 0,
    key conversation_by_moment (last_at, contact_id),
    key conversation_by_agent (agent, last_at, contact_id),
    key conversation_by_unread (unread, agent)
);

insert into conversation (contact_id, last_at, event_at)
select contact_id, max(at), max(at) from pair join happening on pair_id = pair.id
group by contact_id;
