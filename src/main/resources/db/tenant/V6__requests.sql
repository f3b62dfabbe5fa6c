-- What was asked and how; status and what follows are drawn from the ledger.
create table request (
    id bigint primary key,
    pair_id bigint not null,
    free_form boolean not null,
    template varchar(512),
    language varchar(20) character set ascii,
    body varchar(1600) not null,
    asked_by varchar(160) not null,
    moment datetime not null,
    status varchar(12) character set ascii not null,
    status_at datetime,
    expires_at datetime not null,
    message_id varchar(255) character set ascii collate ascii_bin,
    error_code int,
    error varchar(1000),
    key request_by_pair (pair_id),
    key request_by_message (message_id),
    key request_by_moment (moment),
    key request_by_status_and_moment (status, moment)
);
