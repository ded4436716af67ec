"""Participants, bibs, duplicates and imports."""

from collections.abc import Mapping

from tests.isolation.place import Before, Id, Place, Upload

FILE = Upload("roster.csv", b"bib,first name,last name,race\n900,Mara,Vliet,5 km\n")
EVENT = "/api/events/{event_id}"
IMPORTS = f"{EVENT}/imports"

BROUGHT = Before(f"POST {IMPORTS}", ("id",), "import")
COMPARED = Before(f"PATCH {IMPORTS}/{{import_id}}", ("id",), "import")
COMMITTED = Before(f"POST {IMPORTS}/{{import_id}}/commit", ("id",), "import")
DELETED = Before(f"DELETE {EVENT}/participants/{{participant_id}}", ("undo",), "undo")
SWAPPED = Before(f"POST {EVENT}/bibs/swap", ("undo",), "undo")

ROSTER: Mapping[str, Place] = {
    f"POST {EVENT}/participants": Place(body={"first_name": "Mara", "last_name": "Vliet"}),
    f"PATCH {EVENT}/participants/{{participant_id}}": Place(body={"version": 1, "city": "Ede"}),
    f"PUT {EVENT}/participants/{{participant_id}}/chips": Place(body={"chips": ["5A1E7229"]}),
    f"POST {EVENT}/roster-undos/{{undo_id}}": Place(before=(DELETED,)),
    f"POST {EVENT}/bibs/ranges": Place(body={"first_bib": 700, "last_bib": 720}),
    f"POST {EVENT}/bib-ranges": Place(body={"first_bib": 700, "last_bib": 720}),
    f"PATCH {EVENT}/bib-ranges/{{range_id}}": Place(body={"last_bib": 650}),
    f"POST {EVENT}/bibs/assign": Place(body={"dry_run": True}),
    f"POST {EVENT}/bibs/swap": Place(
        body={"participant_id": Id("participant_3"), "new_bib": "777"}
    ),
    f"POST {EVENT}/bibs/undos/{{undo_id}}": Place(before=(SWAPPED,)),
    f"POST {EVENT}/duplicates/merge": Place(
        body={"keep": Id("participant"), "drop": Id("participant_2")}
    ),
    f"POST {IMPORTS}": Place(form={"file": FILE}),
    f"GET {IMPORTS}/{{import_id}}": Place(before=(BROUGHT,)),
    f"PATCH {IMPORTS}/{{import_id}}": Place(body={"race": "5 km"}, before=(BROUGHT,)),
    f"GET {IMPORTS}/{{import_id}}/rows": Place(before=(BROUGHT, COMPARED)),
    f"GET {IMPORTS}/{{import_id}}/missing": Place(before=(BROUGHT, COMPARED)),
    f"GET {IMPORTS}/{{import_id}}/rejected.csv": Place(before=(BROUGHT, COMPARED)),
    f"POST {IMPORTS}/{{import_id}}/commit": Place(before=(BROUGHT, COMPARED)),
    f"POST {IMPORTS}/{{import_id}}/undo": Place(before=(BROUGHT, COMPARED, COMMITTED)),
}
