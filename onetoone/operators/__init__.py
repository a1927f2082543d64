"""The operators' room: what needs a person, payments, refunds, disputes, the ledger; and every action written down."""
