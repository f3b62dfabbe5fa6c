create table new_password (
    hash binary(32) primary key,
    mail varchar(254) character set ascii collate ascii_bin not null,
    expires_at datetime(3) not null,
    key new_password_by_mail (mail),
    key new_password_by_expiry (expires_at)
);
