"""The receipt's timeline is append-only, and the database itself sees to it; the migration has a copy of its own."""

GUARDS: dict[str, tuple[str, ...]] = {
    "sqlite": (
        "CREATE TRIGGER two_way_span_is_never_changed BEFORE UPDATE ON two_way_span "
        "BEGIN SELECT RAISE(ABORT, 'the timeline is append-only'); END",
        "CREATE TRIGGER two_way_span_is_never_removed BEFORE DELETE ON two_way_span "
        "BEGIN SELECT RAISE(ABORT, 'the timeline is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION two_way_span_stays() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the timeline is append-only'; END $$",
        "CREATE TRIGGER two_way_span_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON two_way_span "
        "FOR EACH STATEMENT EXECUTE FUNCTION two_way_span_stays()",
    ),
}
