-- What of the inbox this tenant has heard: written with its effects, so that nothing is heard twice.
create table applied (
    letter bigint not null,
    item int not null,
    primary key (letter, item)
);
