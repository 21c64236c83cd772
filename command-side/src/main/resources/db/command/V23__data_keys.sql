-- One key per credential, wrapped by a key that is not in this database. Whoever ends a credential for
-- good ends its key as well: then no copy of its ciphertexts opens any more.
create table command.data_key (
  data_key_id  uuid        primary key,
  owner        text        not null,     -- the credential; 'sealed' for what other tables keep
  wrapped      bytea,
  kek_id       text        not null,     -- the key that wrapped it
  created_at   timestamptz not null default clock_timestamp(),
  destroyed_at timestamptz,
  constraint a_destroyed_key_is_gone check ((wrapped is null) = (destroyed_at is not null))
);
create index data_key_by_kek on command.data_key (kek_id, data_key_id) where destroyed_at is null;
create index data_key_for_the_rest on command.data_key (created_at)
  where owner = 'sealed' and destroyed_at is null;

create function command.data_key_only_moves_on() returns trigger language plpgsql as $$
begin
  if old.destroyed_at is not null or new.owner <> old.owner then
    raise exception 'data key % never comes back', old.data_key_id;
  end if;
  return new;
end $$;

create trigger data_key_only_moves_on
  before update on command.data_key
  for each row execute function command.data_key_only_moves_on();

-- A credential has a key of its own, or stands in the first form: under the key of key_id, which then
-- encrypted tokens itself.
alter table command.credential alter column key_id drop not null;
alter table command.credential
  add column data_key_id uuid unique references command.data_key,
  add constraint a_credential_has_one_key check ((key_id is null) <> (data_key_id is null));
create index credential_first_form on command.credential (credential_id)
  where data_key_id is null and status <> 'DESTROYED';

create function command.credential_keeps_its_key() returns trigger language plpgsql as $$
begin
  if old.data_key_id is not null and new.data_key_id is distinct from old.data_key_id then
    raise exception 'credential % keeps its key', old.credential_id;
  end if;
  if new.status = 'DESTROYED' and old.status <> 'DESTROYED' then
    update command.data_key set wrapped = null, destroyed_at = clock_timestamp()
     where data_key_id = new.data_key_id and destroyed_at is null;
  end if;
  return new;
end $$;

create trigger credential_keeps_its_key
  before update on command.credential
  for each row execute function command.credential_keeps_its_key();

grant select, insert, update on command.data_key to ledger_command;
