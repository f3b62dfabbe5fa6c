-- Who is told of the answer; nobody where a program asked.
alter table request add column asked_by_account bigint;
