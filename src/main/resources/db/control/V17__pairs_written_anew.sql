-- Pairs tell since when they may be called again: those of older businesses are written down anew.
insert into alarm (tenant_id, what, due_at)
select id, 'refold', utc_timestamp() from tenant
on duplicate key update due_at = values(due_at), answered_by = null;
