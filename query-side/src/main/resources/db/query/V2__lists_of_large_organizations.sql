-- Whatever narrows the list is in the index that orders it, so that a search through all portals of a
-- large organization reads that index and only the rows it shows. It also counts the seats.
drop index query.client_accounts_in_order;
drop index query.client_accounts_seats;
create index client_accounts_in_order on query.client_accounts (organization_id, attention, label, portal_id) include (cause);

-- An index answers alone only for pages that vacuum has seen since they were written.
alter table query.client_accounts set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

-- The few entries that tell a plan, among all of an organization.
create index audit_trail_of_plan on query.audit_trail (organization_id, occurred_at desc, event_id desc) where plan is not null;
