-- Who is answering an alarm at the moment; nobody once it has rung anew.
alter table alarm add column answered_by bigint;
