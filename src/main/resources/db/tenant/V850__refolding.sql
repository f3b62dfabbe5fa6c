-- The rules were changed, and pairs up to this one are written down by them; null when all are.
alter table rulebook add column refolded_to bigint;
