-- Both say what the ledger said at folded_at, as their neighbours do.
alter table pair
    add column rests_until datetime,
    add column called_at datetime,
    add key pair_by_end (label, callable_until, rests_until, called_at, number_id, contact_id);

-- Pairs written down before are written anew, see the alarm in the control schema.
update rulebook set refolded_to = 0 where exists (select 1 from pair);

-- Who is told of the answer; nobody where a program asked.
alter table request add column asked_by_account bigint;

-- Who of us is about to call somebody; over at its end, whether it is taken away or not.
create table claim (
    contact_id bigint primary key,
    agent bigint not null,
    agent_name varchar(160) not null,
    until datetime not null,
    key claim_by_agent (agent, until)
);

-- Who is to be told that somebody allows calls; once each, however often the answer comes.
create table grant_alert (
    account bigint not null,
    reply varchar(255) character set ascii collate ascii_bin not null,
    id bigint not null,
    number_id bigint not null,
    contact_id bigint not null,
    at datetime not null,
    seen boolean not null default false,
    primary key (account, reply),
    key grant_alert_by_time (account, seen, at)
);
