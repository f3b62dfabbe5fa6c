create table sign_up (
    hash binary(32) primary key,
    mail varchar(254) character set ascii collate ascii_bin not null,
    business varchar(120) not null,
    zone varchar(60) character set ascii not null,
    country char(2) character set ascii not null,
    expires_at datetime(3) not null,
    key sign_up_by_expiry (expires_at)
);
