"""A VBA project from text, without Excel: ``vbaProject.bin`` by [MS-OVBA] and [MS-CFB], the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence

from leadbook.factory.refusal import CannotBuild
from leadbook.factory.vba import names
from leadbook.factory.vba.compound_file import compound_file
from leadbook.factory.vba.compression import Incompressible, compress
from leadbook.factory.vba.dir_stream import dir_stream
from leadbook.factory.vba.module import Module
from leadbook.factory.vba.project_text import name_map, project_stream

NO_CACHE = bytes.fromhex("CC61FFFF000100")      # _VBA_PROJECT, [MS-OVBA] 2.3.4.1: compile from the source


def project(modules: Sequence[Module]) -> bytes:
    """The bytes of ``vbaProject.bin`` with ``modules``, in their order; no compiled code is in it.

    Raises CannotBuild, naming the module: a name that VBA does not take or that is there twice, or a source that
    cannot be compressed.
    """
    names.check_all(module.name for module in modules)
    return compound_file({
        "VBA": {**{module.name: _source(module) for module in modules},
                "dir": compress(dir_stream(modules)), "_VBA_PROJECT": NO_CACHE},
        "PROJECT": project_stream(modules),
        "PROJECTwm": name_map(modules),
    })


def _source(module: Module) -> bytes:
    try:
        return compress(module.stored)
    except Incompressible:
        raise CannotBuild(f"VBA module {module.name}: a stretch of it is no text but data without any repetition, "
                          "which a VBA project cannot hold; keep it outside.") from None
