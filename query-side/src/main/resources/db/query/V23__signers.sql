-- Signers in processes of their own: what they say of themselves, and what they want recorded as events.

-- Of several signers one signs at a time, so the numbers are in the order of commits.
alter table sealing.checkpoint
  add column epoch  integer not null default 1 check (epoch > 0),
  add column number bigint  not null generated always as identity;
alter table sealing.checkpoint drop constraint checkpoint_pkey;
alter table sealing.checkpoint add primary key (organization, epoch, size);
create unique index checkpoint_in_order on sealing.checkpoint (number);

-- The last sign of life of whichever signer leads, and the key it signs with.
create table sealing.signer (
  one_row    boolean     not null primary key default true check (one_row),
  alive_at   timestamptz not null,
  public_key bytea       not null
) with (fillfactor = 50);

-- Ledgers that are not signed any more: they are not what was signed of them. Nothing more is recorded in them until
-- the operator has recorded a fork.
create table sealing.refusal (
  organization text        not null primary key,
  why          text        not null,
  since        timestamptz not null default clock_timestamp()
);

-- Forks and new keys, on their way to become events of the organization's own ledger.
create table sealing.announcement (
  announcement_id text        not null primary key,
  organization    text        not null,
  kind            text        not null check (kind in ('FORK', 'KEY')),
  epoch           integer     not null,
  signed_size     bigint      not null, -- how many events were signed before
  kept_size       bigint      not null, -- how many are left
  detail          text        not null, -- the reason of a fork, the new key
  made_at         timestamptz not null default clock_timestamp(),
  recorded_at     timestamptz
);
create index announcement_unrecorded on sealing.announcement (made_at) where recorded_at is null;

grant usage on schema sealing to ledger_command;
grant select on sealing.sealer, sealing.signer, sealing.refusal, sealing.announcement to ledger_command;
grant update (recorded_at) on sealing.announcement to ledger_command;
grant select on sealing.signer, sealing.refusal, sealing.announcement to ledger_query;
grant select, insert, update on sealing.signer to ledger_signer;
grant select, insert, delete on sealing.refusal to ledger_signer;
grant select, insert on sealing.announcement to ledger_signer;

-- How many checkpoints are leaves of the anchor tree, whose leaves stand in sealing.leaf under '/anchor'.
create table sealing.anchoring (
  one_row     boolean     not null primary key default true check (one_row),
  number      bigint      not null,
  anchored_at timestamptz not null
);
insert into sealing.anchoring values (true, 0, '-infinity');

-- How far each place outside knows the anchor tree; who tells it holds it for a while.
create table sealing.anchor_sink (
  sink       text        not null primary key,
  size       bigint      not null default 0,
  held_until timestamptz not null default '-infinity'
);

grant select on sealing.anchoring, sealing.anchor_sink to ledger_query;
grant update (number, anchored_at) on sealing.anchoring to ledger_query;
grant insert, update (size, held_until) on sealing.anchor_sink to ledger_query;
