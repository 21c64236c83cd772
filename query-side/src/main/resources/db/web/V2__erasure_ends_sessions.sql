-- A session knows the name and the address of whoever is signed in. The command side ends those of a person
-- who is erased, in the same transaction; what a session holds it cannot read here.
grant usage on schema web to ledger_command;
grant select (primary_id, principal_name), delete on web.session to ledger_command;
