-- Portals that were asked to be reconnected together, and what became of portals since.
create table query.campaign_requests (
  campaign_id     text        not null,
  portal_id       bigint      not null,
  organization_id text        not null,
  requested_by    text        not null,
  requested_at    timestamptz not null,
  primary key (campaign_id, portal_id)
);
create index campaign_requests_in_order on query.campaign_requests (organization_id, requested_at desc);

-- The latest of each kind: whether it came after a request, the reader sees. So it does not matter
-- which of the two was read first.
create table query.campaign_outcomes (
  organization_id text   not null,
  portal_id       bigint not null,
  hub_domain      text,
  reconnected_at  timestamptz,
  refused_at      timestamptz,
  refused_attempt text,
  primary key (organization_id, portal_id)
);

grant select, insert, update, delete, truncate on query.campaign_requests, query.campaign_outcomes to ledger_query;
