-- How client accounts and plans stood at any past moment: what a row was before it changed, from when until when.
-- Half-open, so that exactly one version of a row is valid at any moment from its first event on.
create extension if not exists btree_gist with schema query;

-- What rows were before nobody kept, so they are read anew from the first event.
truncate query.client_accounts, query.client_account_plans;
delete from events.token_entry where processor_name = 'client-accounts';
delete from events.dead_letter_entry where processing_group = 'client-accounts';

-- When the event that the row shows last happened, or an earlier one of its stream if a clock had gone back since.
alter table query.client_accounts add column valid_from timestamptz not null;
alter table query.client_account_plans add column valid_from timestamptz not null;

create table query.client_account_history (
  like query.client_accounts including constraints including generated,
  valid_to timestamptz not null,
  check (valid_from < valid_to),
  primary key (organization_id, portal_id, version)
);
-- A page in the list's order: whatever narrows it is there, so that only what is shown is read from the table.
create index client_account_history_in_order on query.client_account_history
  (organization_id, attention, label, portal_id) include (valid_from, valid_to, version, cause);
-- The few that were valid at a moment, however many there were before and after.
create index client_account_history_at on query.client_account_history
  using gist (organization_id, attention, tstzrange(valid_from, valid_to));
-- What began and what ended within a day.
create index client_account_history_begun on query.client_account_history (organization_id, valid_from) include (attention);
create index client_account_history_ended on query.client_account_history (organization_id, valid_to) include (attention);
alter table query.client_account_history set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

-- A portal's rows in all organizations are found by the same index as one of them.
alter table query.client_accounts
  drop constraint client_accounts_pkey,
  add primary key (portal_id, organization_id);
drop index query.client_accounts_in_order;
create index client_accounts_in_order on query.client_accounts
  (organization_id, attention, label, portal_id) include (cause, valid_from);
create index client_accounts_begun on query.client_accounts (organization_id, attention, valid_from);

-- By how much a day (UTC) changed how many accounts are in which status. Striped as the projection's segments are
-- cut, so that no two of them wait for the same row.
create table query.client_account_days (
  organization_id text     not null,
  day             date     not null,
  stripe          smallint not null,
  connected       integer  not null,
  expired         integer  not null,
  disconnected    integer  not null,
  primary key (organization_id, day, stripe)
) with (fillfactor = 70);

create table query.client_account_plan_history (
  like query.client_account_plans including constraints,
  valid_to timestamptz not null,
  check (valid_from < valid_to),
  primary key (organization_id, version)
);

grant select, insert, update, delete, truncate
  on query.client_account_history, query.client_account_days, query.client_account_plan_history to ledger_query;
