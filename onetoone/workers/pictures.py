"""Taking away pictures that were uploaded and never sent."""

import asyncio
from pathlib import Path

from onetoone import db, runtime
from onetoone.config import settings
from onetoone.integrations import picture_files
from onetoone.messages import service as messages
from onetoone.workers.loops import survive

_EVERY = 3600


async def forget_unsent_pictures() -> None:
    """Once an hour."""
    while True:
        await survive("unsent pictures", forget_once)
        await asyncio.sleep(_EVERY)


async def forget_once() -> None:
    """One round: first the files, then the rows, so that nothing is left over by a crash in between."""
    folder = Path(settings().pictures_folder)
    while unsent := await db.look(lambda s: messages.unsent(s, now=runtime.now())):
        for picture_id in unsent:
            await asyncio.to_thread(picture_files.forget, folder, picture_id)
        await runtime.perform(lambda s, gone=unsent: messages.forget_unsent(s, gone))  # type: ignore[misc]
