create table demo_business (
    slug varchar(60) primary key,
    loaded_at timestamp(3) not null default current_timestamp(3)
);
