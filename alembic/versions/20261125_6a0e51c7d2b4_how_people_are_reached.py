"""how people are reached"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '6a0e51c7d2b4'
down_revision: str | Sequence[str] | None = '50a1e7b10c02'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        'reach',
        sa.Column('account_id', sa.String(), nullable=False),
        sa.Column('not_disturbed', sa.Boolean(), nullable=False),
        sa.Column('not_disturbed_until', sa.DateTime(timezone=True), nullable=True),
        sa.Column('quiet_from', sa.Integer(), nullable=True),
        sa.Column('quiet_to', sa.Integer(), nullable=True),
        sa.Column('time_zone', sa.String(), nullable=False),
        sa.Column('names_shown', sa.Boolean(), nullable=False),
        sa.Column('mail_missed', sa.Boolean(), nullable=False),
        sa.Column('mail_receipts', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(['account_id'], ['account.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('account_id'),
    )
    op.create_table(
        'push_subscription',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('account_id', sa.String(), nullable=False),
        sa.Column('sign_in_id', sa.String(), nullable=False),
        sa.Column('endpoint', sa.String(), nullable=False),
        sa.Column('p256dh', sa.String(), nullable=False),
        sa.Column('auth', sa.String(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['account_id'], ['account.id'], ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['sign_in_id'], ['sign_in.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('endpoint'),
    )
    with op.batch_alter_table('push_subscription', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_push_subscription_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_push_subscription_sign_in_id'), ['sign_in_id'], unique=False)


def downgrade() -> None:
    op.drop_table('push_subscription')
    op.drop_table('reach')
