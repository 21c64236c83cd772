-- What the query side has read from the events. Everything here can be dropped and read anew.
create schema if not exists query;
grant usage on schema query to ledger_query;

create table query.client_accounts (
  organization_id     text        not null,
  portal_id           bigint      not null,
  status              text        not null check (status in ('CONNECTED', 'EXPIRED', 'DISCONNECTED')),
  cause               text        not null,
  since               timestamptz not null,
  proven_at           timestamptz not null,
  generation          integer     not null,
  scopes              text[]      not null,
  hub_domain          text,
  authorizer          text        not null,
  authorizer_standing text        not null,
  connected_by        text        not null,
  ended_by            text,
  upstream_revocation text        not null check (upstream_revocation in ('NONE', 'PENDING', 'CONFIRMED')),
  version             bigint      not null,
  -- The order of the list: what needs attention first, then by name, then by number.
  attention           smallint    not null generated always as
                        (case status when 'EXPIRED' then 0 when 'CONNECTED' then 1 else 2 end) stored,
  label               text        collate "C" not null generated always as (lower(coalesce(hub_domain, ''))) stored,
  primary key (organization_id, portal_id)
);
create index client_accounts_in_order on query.client_accounts (organization_id, attention, label, portal_id);
create index client_accounts_seats on query.client_accounts (organization_id) where status <> 'DISCONNECTED';

create table query.client_account_plans (
  organization_id text    not null primary key,
  name            text    not null,
  plan            text    not null,
  features        text[]  not null,
  version         bigint  not null
);

-- One row per event worth showing. The key is the event's own id, so a rebuild gives the same rows.
create table query.audit_trail (
  event_id        text        not null collate "C" primary key,
  occurred_at     timestamptz not null,
  organization_id text        not null,
  kind            text        not null,
  actor           text        not null,
  portal_id       bigint,
  hub_domain      text,
  expected_portal bigint,
  generation      integer,
  authorizer      text,
  scopes          text[]      not null,
  missing_scopes  text[]      not null,
  cause           text,
  attempt_id      text,
  plan            text,
  features        text[]      not null
);
create index audit_trail_in_order on query.audit_trail (organization_id, occurred_at desc, event_id desc);
create index audit_trail_of_portal on query.audit_trail (organization_id, portal_id, occurred_at desc, event_id desc) where portal_id is not null;
create index audit_trail_of_actor on query.audit_trail (organization_id, actor, occurred_at desc, event_id desc);
create index audit_trail_of_kind on query.audit_trail (organization_id, kind, occurred_at desc, event_id desc);
create index audit_trail_of_attempt on query.audit_trail (attempt_id) where attempt_id is not null;

grant select, insert, update, delete, truncate on all tables in schema query to ledger_query;
