-- Those of one status are sorted by their end without a look at the rows.
alter table request
    drop key request_by_status,
    add key request_by_status (status, asked_by, moment, expires_at);
