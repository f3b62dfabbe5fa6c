-- The account of the colleague whose conversation it is.
alter table contact add column agent bigint;
