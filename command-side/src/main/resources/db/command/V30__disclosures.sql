-- What was read of the ledger or taken out of it, on its way into the ledger itself: whoever answers notes it here before
-- the first byte is sent, and the side that records makes an event of it. Both sides write, so it is a schema of its own.
create schema disclosure;
grant usage on schema disclosure to ledger_command, ledger_query;

create table disclosure.disclosure (
  disclosure_id   text        primary key,
  organization_id text        not null,
  reader_ct       bytea,               -- who, as the sign-in tells it, encrypted; gone once it is recorded
  what            text        not null,
  portal_id       bigint,
  question        text        not null,
  export          boolean     not null,
  began_at        timestamptz not null default clock_timestamp(),
  seen_at         timestamptz not null default clock_timestamp(), -- the last sign of life of an export
  records         bigint      not null default 0,
  whole           boolean,             -- null: it is still being sent
  recorded_at     timestamptz,
  check ((reader_ct is null) = (recorded_at is not null))
);
create index disclosure_unrecorded on disclosure.disclosure (began_at) where recorded_at is null;

grant select, insert on disclosure.disclosure to ledger_query;
grant update (seen_at, records, whole) on disclosure.disclosure to ledger_query;
grant select, delete on disclosure.disclosure to ledger_command;
grant update (reader_ct, recorded_at) on disclosure.disclosure to ledger_command;
