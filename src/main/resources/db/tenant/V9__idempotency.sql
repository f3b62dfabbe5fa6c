-- The first answer under an idempotency key, to be repeated; null while it is being found.
create table idempotency (
    key_hash binary(32) primary key,
    request_hash binary(32) not null,
    attempt bigint not null,
    begun_at datetime(3) not null,
    status int,
    location varchar(200),
    body text,
    key idempotency_by_time (begun_at)
);
