create table audit (
    id bigint auto_increment primary key,
    at datetime(3) not null,
    who varchar(160) not null,
    what varchar(60) character set ascii not null,
    about varchar(400) not null
);
