create table SPRING_SESSION (
    PRIMARY_ID char(36) collate utf8mb4_bin primary key,
    SESSION_ID char(36) collate utf8mb4_bin not null,
    CREATION_TIME bigint not null,
    LAST_ACCESS_TIME bigint not null,
    MAX_INACTIVE_INTERVAL int not null,
    EXPIRY_TIME bigint not null,
    PRINCIPAL_NAME varchar(100),
    unique key SPRING_SESSION_BY_ID (SESSION_ID),
    key SPRING_SESSION_BY_EXPIRY (EXPIRY_TIME),
    key SPRING_SESSION_BY_PRINCIPAL (PRINCIPAL_NAME)
);

create table SPRING_SESSION_ATTRIBUTES (
    SESSION_PRIMARY_ID char(36) collate utf8mb4_bin not null,
    ATTRIBUTE_NAME varchar(200) not null,
    ATTRIBUTE_BYTES blob not null,
    primary key (SESSION_PRIMARY_ID, ATTRIBUTE_NAME),
    foreign key (SESSION_PRIMARY_ID) references SPRING_SESSION (PRIMARY_ID) on delete cascade
);
