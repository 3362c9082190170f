"""The twelve programs of ../WORKLOAD.md in OpenFisca, put together: a program is a yes/no variable and, where it pays, an amount.
The formulas stand in openfisca_households.py and openfisca_members.py."""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

import numpy as np
import openfisca_households
import openfisca_members
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from openfisca_facts import PERIOD, system
from workload import PROGRAMS

COMPUTED: List[Any] = [
    one for module in (openfisca_households, openfisca_members) for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, Variable)
]
UNPAID = {"marginal", "rigid"}
ANSWERS = [*PROGRAMS, *(f"{program}_amount" for program in PROGRAMS if program not in UNPAID)]


def rules() -> TaxBenefitSystem:
    made = system()
    made.add_variables(*COMPUTED)
    return made


def compute(simulation: Simulation) -> Dict[str, np.ndarray]:
    """The twelve programs and their amounts."""
    return {name: simulation.calculate(name, PERIOD) for name in ANSWERS}


def forget(simulation: Simulation) -> None:
    """So that the next computing starts from the facts again."""
    for variable in COMPUTED:
        simulation.delete_arrays(variable.__name__)


def totals(answers: Dict[str, np.ndarray]) -> Tuple[List[int], List[int]]:
    """How many qualify and their sum in fen, each amount rounded to the nearest."""
    counts = [int(answers[program].sum()) for program in PROGRAMS]
    paid = [answers.get(f"{program}_amount", np.zeros(1)) for program in PROGRAMS]
    return counts, [int(np.rint(amounts.astype(np.float64) * 100).astype(np.int64).sum()) for amounts in paid]
