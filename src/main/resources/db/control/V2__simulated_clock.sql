create table simulated_clock (
    one tinyint primary key,
    seconds_ahead bigint not null
);
