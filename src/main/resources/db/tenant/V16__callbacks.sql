-- Somebody wants to be called. pending is null once it is done: one that waits per person and number.
create table callback (
    id bigint primary key,
    number_id bigint not null,
    contact_id bigint not null,
    cause varchar(12) character set ascii not null,
    state varchar(12) character set ascii not null,
    pending boolean,
    times int not null,
    first_at datetime not null,
    last_at datetime not null,
    due_at datetime not null,
    agent bigint,
    agent_name varchar(160),
    note varchar(2000) not null default '',
    done_at datetime,
    version int not null default 1,
    unique key callback_waiting (contact_id, number_id, pending),
    key callback_by_state (state, due_at),
    key callback_by_time (last_at)
);

-- What happened to it. source names what made it come, so that nothing comes twice.
create table callback_event (
    id bigint primary key,
    callback_id bigint not null,
    at datetime not null,
    kind varchar(12) character set ascii not null,
    cause varchar(12) character set ascii,
    who varchar(160),
    detail varchar(200),
    source varchar(270) character set ascii collate ascii_bin,
    unique key callback_event_by_source (source),
    key callback_event_by_callback (callback_id, id)
);

-- Payloads of quick-reply buttons that mean "call me".
create table callback_word (
    word varchar(256) collate utf8mb4_bin primary key
);
