-- A Merkle tree per organization over its recorded events, and the checkpoints signed over it. Unlike what stands in
-- the schema query, the checkpoints cannot be made anew: somebody outside may hold one.
create schema sealing;
grant usage on schema sealing to ledger_query, ledger_signer;

-- How far sealing has come.
create table sealing.sealer (
  one_row  boolean not null primary key default true check (one_row),
  position bigint  not null
) with (fillfactor = 50);
insert into sealing.sealer values (true, 0);

-- An event's place in its organization's tree, in the order of positions. Events of no organization stand under ''.
create table sealing.leaf (
  organization text   not null,
  index        bigint not null,
  position     bigint not null,
  event_id     text   not null,
  hash         bytea  not null,
  primary key (organization, index)
);
create index leaf_of_event on sealing.leaf (organization, event_id);

-- The roots of full subtrees of 256^level leaves.
create table sealing.node (
  organization text     not null,
  level        smallint not null,
  index        bigint   not null,
  hash         bytea    not null,
  primary key (organization, level, index)
);

-- A tree's size and right edge: the roots of its full subtrees, the largest first.
create table sealing.tree (
  organization text   not null primary key,
  size         bigint not null,
  edge         bytea  not null,
  position     bigint not null
) with (fillfactor = 50);
create index tree_in_order on sealing.tree (position);

create table sealing.checkpoint (
  organization text        not null,
  size         bigint      not null,
  note         text        not null,
  signed_at    timestamptz not null default clock_timestamp(),
  primary key (organization, size)
);

create function sealing.refuse_rewrite() returns trigger language plpgsql as $$
begin
  raise exception 'what was sealed is never changed: % on %', tg_op, tg_table_name;
end $$;

create trigger leaf_is_append_only before update or delete or truncate on sealing.leaf
  for each statement execute function sealing.refuse_rewrite();
create trigger node_is_append_only before update or delete or truncate on sealing.node
  for each statement execute function sealing.refuse_rewrite();
create trigger checkpoint_is_append_only before update or delete or truncate on sealing.checkpoint
  for each statement execute function sealing.refuse_rewrite();

grant select on all tables in schema sealing to ledger_query;
grant insert on sealing.leaf, sealing.node, sealing.tree to ledger_query;
grant update (size, edge, position) on sealing.tree to ledger_query;
grant update (position) on sealing.sealer to ledger_query;
-- The signer reads trees and adds checkpoints; nobody else adds one, and it adds nothing else.
grant select on sealing.sealer, sealing.leaf, sealing.node, sealing.tree, sealing.checkpoint to ledger_signer;
grant insert on sealing.checkpoint to ledger_signer;
