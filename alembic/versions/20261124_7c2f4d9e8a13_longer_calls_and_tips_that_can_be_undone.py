"""Longer calls, and tips that can be undone

Revision ID: 7c2f4d9e8a13
Revises: 5b7d720ffab1
"""

import sqlalchemy as sa
from alembic import op

revision = "7c2f4d9e8a13"
down_revision = "5b7d720ffab1"
branch_labels = None
depends_on = None

ASKED = "purpose = 'extension' AND status IN ('created', 'open', 'bank')"


def upgrade() -> None:
    with op.batch_alter_table("call") as call:
        call.add_column(sa.Column("extra_minutes", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("payment") as payment:
        payment.add_column(sa.Column("minutes", sa.Integer(), nullable=False, server_default="0"))
        payment.create_index(
            "one_asked_extension_per_call",
            ["call_id"],
            unique=True,
            sqlite_where=sa.text(ASKED),
            postgresql_where=sa.text(ASKED),
        )
    op.create_table(
        "tip_tap",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("payment_id", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_tip_tap_payment_id", "tip_tap", ["payment_id"])


def downgrade() -> None:
    op.drop_index("ix_tip_tap_payment_id", table_name="tip_tap")
    op.drop_table("tip_tap")
    with op.batch_alter_table("payment") as payment:
        payment.drop_index("one_asked_extension_per_call")
        payment.drop_column("minutes")
    with op.batch_alter_table("call") as call:
        call.drop_column("extra_minutes")
