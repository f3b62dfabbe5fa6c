create table tries (
    who binary(32) primary key,
    made int not null,
    forgotten_at datetime(3) not null,
    key tries_by_forgotten_at (forgotten_at)
);
