-- One row for all topics that changed on one node within a tenth of a second; kept for minutes.
create table live_signal (
    id bigint auto_increment primary key,
    at datetime(3) not null,
    node bigint not null,
    topics mediumtext character set ascii not null,
    key live_signal_by_time (at, node)
);
