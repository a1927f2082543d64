"""What the database itself watches over in the ledger, by dialect; the migration that adds it has a copy of its own.

A transaction of one currency, whose lines are neither changed nor removed. That its lines sum to zero can only be said
at the commit: Postgres has constraint triggers for that; with SQLite, `payments.service.ledger.write` is the only door.
"""

GUARDS: dict[str, tuple[str, ...]] = {
    "sqlite": (
        "CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER entry_keeps_the_currency BEFORE INSERT ON entry "
        "WHEN EXISTS (SELECT 1 FROM entry WHERE txn_id = NEW.txn_id AND currency <> NEW.currency) "
        "BEGIN SELECT RAISE(ABORT, 'a transaction has one currency'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION entry_stays() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$",
        "CREATE TRIGGER entry_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION entry_stays()",
        "CREATE FUNCTION entry_balances() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF (SELECT sum(amount) <> 0 OR count(DISTINCT currency) > 1 FROM entry WHERE txn_id = NEW.txn_id) THEN "
        "RAISE EXCEPTION USING MESSAGE = 'transaction ' || NEW.txn_id || ' does not balance', ERRCODE = '23514'; "
        "END IF; RETURN NULL; END $$",
        "CREATE CONSTRAINT TRIGGER entry_balances AFTER INSERT ON entry DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION entry_balances()",
    ),
}
