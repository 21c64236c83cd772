-- Who signed in at a query side may send a command: a command side of its own reads and keeps alive the same sessions.
grant select, insert, update, delete on all tables in schema web to ledger_command;
