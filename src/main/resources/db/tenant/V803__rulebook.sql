create table rulebook (
    one tinyint primary key,
    edition varchar(20) character set ascii not null,
    own_requests_in_7d int,
    own_calls_in_24h int,
    own_unanswered_in_a_row int
);

insert into rulebook (one, edition) values (1, 'DOCUMENTED');
