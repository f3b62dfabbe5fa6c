create table setting (
    name     varchar(30) not null primary key,
    document mediumtext  not null
);

-- What was said between the application and the simulator.
create table exchange (
    id       bigint       not null auto_increment primary key,
    at       datetime(3)  not null,
    kind     varchar(10)  not null,
    method   varchar(10)  not null,
    target   varchar(500) not null,
    status   int          null,
    note     varchar(300) null,
    request  mediumtext   null,
    response mediumtext   null,
    millis   int          not null
);

create table mail (
    id        bigint       not null auto_increment primary key,
    at        datetime     not null,
    recipient varchar(320) not null,
    subject   varchar(500) not null,
    text      mediumtext   not null
);
