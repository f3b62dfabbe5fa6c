create table mail_outbox (
    id bigint primary key,
    recipient varchar(254) not null,
    subject varchar(200) not null,
    sealed_text blob not null,
    tries int not null default 0,
    due_at datetime(3) not null,
    given_up boolean not null default false,
    key mail_outbox_by_due (given_up, due_at)
);
