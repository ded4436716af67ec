"""``project88 settings``: every setting in one table, for docs/settings.md.

The table is made from the tree in ``project88.settings``, so it cannot say anything else than the
code; ``project88 check`` compares the page with it.
"""

from collections.abc import Iterator

import typer
from pydantic import BaseModel, ByteSize, SecretStr
from pydantic.fields import FieldInfo

from project88.settings import Settings, variable_name

HEAD = """# Settings

<!-- Made by `./project88 settings > docs/settings.md`; do not edit. -->

Every setting can stand in the environment (the name in the table), in a TOML file
(`project88.toml` beside the launcher, or the file that `PROJECT88_CONFIG` names) under the heading
of its section, or in a file of its own in a secrets folder (`PROJECT88_SECRETS`, else systemd's
`CREDENTIALS_DIRECTORY`), named as the variable. The environment wins over the secrets folder, the
secrets folder over the TOML file. A name that does not exist is refused.

```toml
[collector]
zone = "Europe/Amsterdam"

[web]
public_url = "https://display.example.org"
```
"""


def run() -> None:
    """Print the page."""
    typer.echo(page(), nl=False)


def page() -> str:
    """The whole of docs/settings.md."""
    return HEAD + "".join(_section(name, field) for name, field in Settings.model_fields.items())


def _section(name: str, field: FieldInfo) -> str:
    section = field.annotation
    assert isinstance(section, type)
    assert issubclass(section, BaseModel)
    rows = "".join(_rows(name, section))
    purpose = (section.__doc__ or "").strip()
    return (
        f"\n## {name}\n\n{purpose}\n\n"
        f"| in TOML | environment | default | meaning |\n|---|---|---|---|\n{rows}"
    )


def _rows(section: str, model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        variable = variable_name(section, name)
        yield f"| `{name}` | `{variable}` | {_default(field)} | {field.description} |\n"


def _default(field: FieldInfo) -> str:
    match field.default:
        case None | ():
            return "empty"
        case ByteSize() as size:
            return f"`{size.human_readable(separator=' ')}`"
        case bool() as yes:
            return f"`{str(yes).lower()}`"
        case SecretStr():
            raise AssertionError("a secret has no default")
        case value:
            return f"`{value}`"
