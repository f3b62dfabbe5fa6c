create table rulebook (
    one tinyint primary key,
    edition varchar(20) character set ascii not null,
    own_weekly_requests int,
    own_daily_calls int,
    own_unanswered_row int,
    -- The rules were changed, and pairs up to this one are written down by them; null when all are.
    refolded_to bigint
);

insert into rulebook (one, edition) values (1, 'DOCUMENTED');
