"""Why a file is not taken: a code for programs, and a sentence for who brought it."""

from project88.errors import InputError


class RefusedFile(InputError):
    """This file cannot be an asset; `code` says why:

    `unknown_kind`, `unreadable_file`, `truncated_file`, `too_many_pixels`, `unsafe_drawing`,
    `no_licence`, `file_too_large`, `quota`, `empty_file`.
    """

    code = "unreadable_file"
