-- Who exists in the database: the owner of the schemas, one group for each side, one login for each kind of process.
-- Run once by psql as the superuser, when the data directory is made.
\set owner `cat /run/secrets/ledger_owner_password`
\set command_side `cat /run/secrets/ledger_command_side_password`
\set query_side `cat /run/secrets/ledger_query_side_password`

create role ledger_command nologin;
create role ledger_query nologin;
create role ledger_signer nologin;

create role ledger_owner login password :'owner';
create role ledger_command_side login password :'command_side' in role ledger_command;
create role ledger_query_side login password :'query_side' in role ledger_query;
-- Only for as long as it signs, and by name: nothing else of the process may add a checkpoint.
grant ledger_signer to ledger_query_side with inherit false, set true;

create database ledger owner ledger_owner;
revoke all on database ledger from public;
grant connect on database ledger to ledger_command, ledger_query, ledger_signer;
