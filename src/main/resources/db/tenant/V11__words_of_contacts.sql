-- What a contact is found by: each begins with what is looked for.
create table contact_word (
    contact_id bigint not null,
    word varchar(40) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (contact_id, word),
    key contact_word_by_word (word)
);
