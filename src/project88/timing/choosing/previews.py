"""The previews of one process: each timing session is looked at once, however many people look."""

from project88.db.pool import Pool
from project88.timing.choosing.preview import Preview
from project88.timing.choosing.schemas import TimingPreview
from project88.timing.pictures import Pictures


class Previews(Pictures[TimingPreview]):
    """Previews by the number of their timing session."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(pool, Preview)
