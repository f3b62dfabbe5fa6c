-- A call may have its sound on an open page of the phone, and a fate that somebody chose before.
alter table phone_call
    add column fate      varchar(20) null,
    add column page      varchar(40) null,
    add column answer_by datetime(3) null;

-- What shall become of the next call of a business to a person, or of every one.
create table planned_fate (
    phone_number_id varchar(32) not null,
    wa_id           varchar(20) not null,
    fate            varchar(20) not null,
    lasting         boolean     not null,
    primary key (phone_number_id, wa_id)
);
