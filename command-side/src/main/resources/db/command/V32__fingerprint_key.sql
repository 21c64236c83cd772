-- What the key of fingerprints makes of a text that is the same everywhere. The first node of all leaves it here, and
-- a node whose key makes something else of it has another key: known people would be new ones to it.
create table command.fingerprint_key (
  one_row boolean not null primary key default true check (one_row),
  made    bytea   not null
);
grant select, insert on command.fingerprint_key to ledger_command;
