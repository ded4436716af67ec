"""Clones of the stage, one for each hub of each run."""

import asyncio
import itertools
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

import asyncpg
from tests.displays.machine.world import SEARCH_PATH, Stage, prepare

from project88.db.cluster import DATABASE
from project88.db.embedded import Urls

# A text, because asyncpg's own class takes no parameter while the program runs.
Administrator: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


class Clones:
    """Databases of one cluster. The stage is built once; a clone takes a tenth of a second."""

    _numbers = itertools.count(1)

    def __init__(
        self, cluster: Urls, template: str, stage: Stage, administrator: Administrator
    ) -> None:
        self._cluster = cluster
        self._template = template
        self._administrator = administrator
        self._made: list[str] = []
        self.stage = stage

    @classmethod
    @asynccontextmanager
    async def made(cls, cluster: Urls, migrated: str) -> AsyncIterator["Clones"]:
        """From a migrated template database of this cluster."""
        administrator = await asyncpg.connect(_on(cluster.superuser_url, "postgres"))
        template = f"machine_{os.getpid()}_{next(cls._numbers)}"
        try:
            await administrator.execute(_create(template, migrated))
            stage = await asyncio.to_thread(prepare, _on(cluster.superuser_url, template))
            clones = cls(cluster, template, stage, administrator)
            try:
                yield clones
            finally:
                await clones.drop()
                await administrator.execute(f'drop database "{template}" with (force)')
        finally:
            await administrator.close()

    async def clone(self, name: str) -> Urls:
        """One more database as the stage was."""
        database = f"{self._template}_{name.lower()}_{next(self._numbers)}"
        await self._administrator.execute(_create(database, self._template))
        self._made.append(database)
        path = f'alter database "{database}" set search_path = {SEARCH_PATH}'
        await self._administrator.execute(path)
        urls = self._cluster.owner_url, self._cluster.service_url, self._cluster.superuser_url
        return Urls(*(_on(url, database) for url in urls))

    async def drop(self) -> None:
        """All clones made so far."""
        while self._made:
            await self._administrator.execute(f'drop database "{self._made.pop()}" with (force)')


def _create(database: str, template: str) -> str:
    return f'create database "{database}" template "{template}" strategy file_copy'


def _on(url: str, database: str) -> str:
    return url.replace(f"/{DATABASE}?", f"/{database}?")
