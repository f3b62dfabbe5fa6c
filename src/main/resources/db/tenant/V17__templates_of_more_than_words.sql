-- Whether values for its words are all that sending a template takes. All accounts are read anew to find out.
alter table template add column words_only boolean not null default true;
update template_account set read_at = null;
