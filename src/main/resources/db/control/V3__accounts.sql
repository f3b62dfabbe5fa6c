create table account (
    id bigint primary key,
    mail varchar(254) character set ascii collate ascii_bin not null,
    name varchar(120) not null,
    password varchar(200) character set ascii collate ascii_bin not null,
    opened_at timestamp(3) not null default current_timestamp(3),
    unique key account_by_mail (mail)
);

create table membership (
    account bigint not null,
    tenant bigint not null,
    role varchar(10) character set ascii not null,
    joined_at timestamp(3) not null default current_timestamp(3),
    entered_at datetime(3),
    primary key (account, tenant),
    key membership_by_tenant (tenant),
    foreign key (account) references account (id) on delete cascade,
    foreign key (tenant) references tenant (id) on delete cascade
);
