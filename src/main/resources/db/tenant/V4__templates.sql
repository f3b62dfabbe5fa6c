-- A row here is locked by whoever changes templates of the account.
create table template_account (
    waba_id varchar(64) character set ascii primary key,
    read_at datetime
);

-- Each *_at tells from when the news beside it is: what arrives late does not undo what is newer.
create table template (
    id bigint primary key,
    waba_id varchar(64) character set ascii not null,
    meta_id varchar(64) character set ascii not null,
    name varchar(512) character set ascii not null,
    language varchar(20) character set ascii not null,
    header varchar(1000),
    body varchar(4000) not null,
    footer varchar(1000),
    examples text not null,
    status varchar(20) character set ascii not null,
    reason varchar(60),
    explanation varchar(1000),
    status_at datetime not null,
    category varchar(20) character set ascii not null,
    coming_category varchar(20) character set ascii,
    coming_at datetime,
    category_at datetime not null,
    quality varchar(20) character set ascii not null,
    quality_at datetime not null,
    unique key template_by_meta_id (waba_id, meta_id)
);
