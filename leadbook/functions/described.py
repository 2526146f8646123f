"""What Excel's function wizard says, from the one declaration of the functions (rules/answers/declared.py)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from leadbook.rules.answers.declared import FUNCTIONS, Function

F = TypeVar("F", bound=Callable[..., Any])
DECLARED: dict[str, Function] = {function.name: function for function in FUNCTIONS}
OWNER = DECLARED["DUE_TODAY"].arguments[0].help
LEAD = f"{DECLARED['NEXT_TOUCH'].arguments[0].help} Or a range of them, answered one by one."
STAGE, FROM, TO, AS_OF = (argument.help for argument in DECLARED["FUNNEL_COUNT"].arguments)
EXTENT = ("The table Leads. With it and the tables after it the answer is worked out when they change, and only then; "
          "left out: at each calculation.")


def table(name: str) -> str:
    """What to give for the tables that follow Leads."""
    return f"The table {name}: see leads."


def past(name: str) -> str:
    """What to give for the tables that only a past day needs."""
    return f"The table {name}, from which a past day is known: only with as_of."


def described(function: F) -> F:
    """The function with the wizard's sentence as its docstring, as hosts of xlwings read it."""
    function.__doc__ = DECLARED[function.__name__].gives
    return function
