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
