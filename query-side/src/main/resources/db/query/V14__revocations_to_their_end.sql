-- What HubSpot answered about a connection that was ended, and until when leftovers of it may work.
alter table query.client_accounts
  drop constraint client_accounts_upstream_revocation_check,
  add constraint client_accounts_upstream_revocation_check
    check (upstream_revocation in ('NONE', 'PENDING', 'CONFIRMED', 'FAILED', 'SHARED')),
  add column residual_access_until timestamptz,
  add column uninstall_asked boolean not null default false,
  add column uninstall_answer text,
  add column probe text;

alter table query.audit_trail add column residual_access_until timestamptz;
