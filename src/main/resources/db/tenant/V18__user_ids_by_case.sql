-- Meta's ids are told apart by capitals too.
alter table contact modify user_id varchar(80) character set ascii collate ascii_bin;
