"""what was said can be found"""

import unicodedata
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '7a1c0de00079'
down_revision: str | Sequence[str] | None = '90a1e7b10c90'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_AT_ONCE = 1_000


def upgrade() -> None:
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.add_column(sa.Column('folded', sa.String(), nullable=False, server_default=''))

    # A second time: SQLite copies the table for it, and copies what is there by the first definition.
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.alter_column('folded', existing_type=sa.String(), server_default=None)

    message = sa.table('message', sa.column('id', sa.Integer), sa.column('kind', sa.String),
                       sa.column('body', sa.String), sa.column('folded', sa.String))
    connection, last = op.get_bind(), 0
    put = message.update().where(message.c.id == sa.bindparam('its')).values(folded=sa.bindparam('now'))
    while True:
        wanted = sa.select(message.c.id, message.c.body).where(message.c.kind == 'text', message.c.id > last)
        rows = connection.execute(wanted.order_by(message.c.id).limit(_AT_ONCE)).all()
        if not rows:
            break
        connection.execute(put, [{'its': row.id, 'now': _fold(row.body)} for row in rows])
        last = rows[-1].id


def _fold(text: str) -> str:
    decomposed = ''.join(unicodedata.normalize('NFKD', c).casefold() for c in ' '.join(text.split()))
    return ''.join(c for c in decomposed if not unicodedata.combining(c))


def downgrade() -> None:
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_column('folded')
