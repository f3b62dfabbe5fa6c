-- Lists are sorted by sort_name: the name without marks and capitals, then the number. Pairs and requests
-- keep a copy, so that lists of one number and of requests are walked by an index of their own.
alter table contact rename column sought to sort_name;

alter table pair
    add column sort_name varchar(260) character set utf8mb4 collate utf8mb4_bin not null default '',
    drop key pair_by_number_and_change,
    drop key pair_by_number_and_label;

update pair join contact on contact.id = pair.contact_id set pair.sort_name = contact.sort_name;

-- As those of contact, for lists of one number.
alter table pair
    add key pair_by_name (number_id, sort_name, label, callable_until, contact_id),
    add key pair_by_change (number_id, changed_at, label, callable_until, contact_id),
    add key pair_by_label (number_id, label, callable_until, contact_id);

alter table request
    add column sort_name varchar(260) character set utf8mb4 collate utf8mb4_bin not null default '',
    drop key request_by_moment,
    drop key request_by_status_and_moment;

update request join pair on pair.id = request.pair_id set request.sort_name = pair.sort_name;

-- The end of each holds who asked, which lists filter by; the status, which often changes, stands in one only.
alter table request
    add key request_by_moment (moment, id, asked_by),
    add key request_by_name (sort_name, moment, id, asked_by),
    add key request_by_status (status, asked_by, moment),
    add key request_by_asker (asked_by);
