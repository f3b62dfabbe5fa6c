create table number_route (
    phone_number_id varchar(64) character set ascii collate ascii_bin primary key,
    waba_id varchar(64) character set ascii collate ascii_bin not null,
    digits varchar(20) character set ascii not null,
    tenant_id bigint not null,
    key number_route_by_account (waba_id),
    key number_route_by_digits (digits),
    key number_route_by_tenant (tenant_id)
);
