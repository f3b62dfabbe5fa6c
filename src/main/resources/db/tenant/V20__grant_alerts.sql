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
