-- What was asked of HubSpot at each attempt: what a grant lacks although it was asked for, HubSpot left out.
create table query.asked_scopes (
  attempt_id text   not null primary key,
  scopes     text[] not null
);
grant select, insert, update, delete, truncate on query.asked_scopes to ledger_query;

-- The attempt that led to the grant; null until the view is built anew.
alter table query.client_accounts add column attempt_id text;
