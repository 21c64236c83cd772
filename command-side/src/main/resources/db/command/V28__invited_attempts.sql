-- An attempt that an invitation led to: it belongs to a browser without a session.
alter table command.attempt add column invitation_id text;
create index attempt_open_by_invitation on command.attempt (invitation_id)
  where phase = 'OPEN' and invitation_id is not null;

create unique index invitation_taken on invitation.invitation (taken_by) where taken_by is not null;

-- Who followed an invitation, as far as a browser can be known again, and what came of it.
create table invitation.visit (
  attempt_id     text        primary key,
  invitation_id  text        not null references invitation.invitation,
  visitor_sha256 bytea       not null,  -- of the browser's cookie
  outcome        text,                  -- null: under way; CONNECTED, or why nothing was connected
  portal_id      bigint,                -- what was connected
  hub_domain     text,
  generation     integer,
  authorizer     text,
  began_at       timestamptz not null default clock_timestamp(),
  ended_at       timestamptz,
  disputed_at    timestamptz,           -- "this was not me"
  check ((ended_at is null) = (outcome is null)),
  check ((outcome = 'CONNECTED') is not true
         or (portal_id is not null and generation is not null and authorizer is not null))
);

grant select, insert, update on invitation.visit to ledger_command;
grant select on invitation.visit to ledger_query;
