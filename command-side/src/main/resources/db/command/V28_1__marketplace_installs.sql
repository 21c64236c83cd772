-- Codes of installs that were begun at HubSpot's marketplace, until somebody has signed in and said for
-- which organization they are. Each belongs to the browser that brought it.
create table command.marketplace_install (
  browser_sha256 bytea       primary key, -- of the browser's cookie
  code_ct        bytea       not null,    -- HubSpot's code, encrypted
  return_url     text        not null,    -- where HubSpot waits for the browser; checked
  expires_at     timestamptz not null
);
create index marketplace_install_expired on command.marketplace_install (expires_at);

grant select, insert, update, delete on command.marketplace_install to ledger_command;
