-- A revocation goes through stages; each is tried until HubSpot answers or its time is over.
alter table command.revocation
  drop constraint revocation_status_check,
  add constraint revocation_status_check
    check (status in ('PENDING', 'CONFIRMED', 'SHARED', 'FAILED')),
  add column stage text not null default 'REVOKE'
    check (stage in ('UNINSTALL', 'REVOKE', 'PROBE')),
  add column stage_since timestamptz not null default clock_timestamp(),
  add column tries integer not null default 0,           -- failed ones of this stage, one after the other
  add column uninstall_calls integer not null default 0; -- those that may have reached HubSpot

-- One step at a time per connection, and its generations in their order.
create index revocation_of_portal on command.revocation (portal_id, generation)
  where status = 'PENDING' and stage <> 'PROBE';

-- When the last token of a connection dies.
create index credential_of_portal on command.credential (portal_id, access_expires_at);
