-- Updates on their way to the application; real time, since a network knows no other.
create table webhook_update (
    id              bigint       not null auto_increment primary key,
    phone_number_id varchar(32)  null,
    waba_id         varchar(32)  not null,
    entry_id        varchar(32)  not null,
    entry_time      bigint       null,
    field           varchar(60)  not null,
    value           mediumtext   not null,
    created_at      datetime(3)  not null,
    due_at          datetime(3)  not null,
    attempts        int          not null,
    state           varchar(10)  not null,
    last_status     int          null,
    last_error      varchar(300) null,
    delivered_at    datetime(3)  null,
    key waiting (state, due_at)
);
