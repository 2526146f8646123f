"""Which names a VBA module may have: what the editor takes, and what a file and the language have room for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from leadbook.factory.refusal import CannotBuild

LONGEST = 31
WORDS = """
    abs addressof and any array as attribute boolean byref byte byval call case cbool cbyte ccur cdate cdbl cdec cdecl
    cint circle clng clnglng clngptr close const csng cstr currency cvar cverr date debug decimal declare defbool
    defbyte defcur defdate defdbl defdec defint deflng deflnglng deflngptr defobj defsng defstr defvar dim do doevents
    double each else elseif empty end endif enum eqv erase event exit false fix for friend function get global gosub
    goto if imp implements in input inputb int integer is lbound len lenb let like lineinput lock long longlong longptr
    loop lset me mod new next not nothing null on open option optional or paramarray preserve print private pset public
    put raiseevent redim rem resume return rset scale seek select set sgn shared single spc static step stop string sub
    tab then to true type typeof ubound unlock until variant wend while with withevents write xor
    """                                                         # [MS-VBAL] 3.3.5.2
RESERVED = frozenset(WORDS.split())
TAKEN = {"vba": "the VBA library", "excel": "Excel's library", "office": "the Office library",
         "stdole": "the library of OLE", "msforms": "the library of forms", "vbaproject": "the project itself",
         "dir": "a stream of the project file", "_vba_project": "a stream of the project file"}


def check(name: str) -> None:
    """Refuse a module name that VBA could not take. Raises CannotBuild, naming the module."""
    if len(name) > LONGEST:
        raise CannotBuild(f"VBA module {name}: its name has {len(name)} characters; {LONGEST} is the most.")
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name):
        raise CannotBuild(f"VBA module {name or '(no name)'}: a module's name begins with a letter and holds only "
                          "the letters A to Z, digits and underscores.")
    if name.lower() in RESERVED or name.lower().startswith("vb_"):
        raise CannotBuild(f"VBA module {name}: this is a word of the language; give the module another name.")
    if name.lower() in TAKEN:
        raise CannotBuild(f"VBA module {name}: this is the name of {TAKEN[name.lower()]}; give it another one.")


def check_all(names: Iterable[str]) -> None:
    """Check each name, and that no two are alike but for upper and lower case. Raises CannotBuild."""
    seen: dict[str, str] = {}
    for name in names:
        check(name)
        if name.lower() in seen:
            raise CannotBuild(f"VBA module {name}: there is also {seen[name.lower()]}, and VBA sees no difference.")
        seen[name.lower()] = name
