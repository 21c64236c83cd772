-- Whether so many grants died at once that HubSpot is doubted rather than believed. One row, so that
-- all nodes doubt together.
create table command.ending_guard (
  only_one   boolean     primary key default true check (only_one),
  open_since timestamptz,               -- null: HubSpot is believed
  let_through_until timestamptz         -- an operator knows that the deaths are real
);
insert into command.ending_guard default values;

-- The grants that were ended on HubSpot's word alone, for as long as they count.
create table command.ending (
  organization_id text        not null,
  portal_id       bigint      not null,
  generation      integer     not null,
  admitted_at     timestamptz not null default clock_timestamp(),
  primary key (organization_id, portal_id, generation)
);
create index ending_admitted on command.ending (admitted_at);

-- How far HubSpot's webhooks journal has been read.
create table command.journal (
  only_one       boolean     primary key default true check (only_one),
  journal_offset text,                  -- null: from the beginning
  read_at        timestamptz,           -- when the journal last answered
  subscribed_at  timestamptz
);
insert into command.journal default values;

-- Signed requests of HubSpot that were followed, for as long as they could be replayed.
create table command.delivery (
  digest      bytea       primary key,  -- SHA-256 of what was signed
  received_at timestamptz not null default clock_timestamp()
);
create index delivery_received on command.delivery (received_at);

grant select, update on command.ending_guard, command.journal to ledger_command;
grant select, insert, delete on command.ending, command.delivery to ledger_command;
