"""What an open amount is at least and at most, against every household that it may be: a guarantee whose condition compares with a
monthly or a yearly standard, less the share of those who are kept otherwise."""

from __future__ import annotations

import itertools
import random
from datetime import date
from decimal import Decimal
from typing import Any, Dict, List, Optional, Sequence, Tuple

import entitle
import pytest

DAY = date(2021, 9, 1)
RULES = """# language: en
ruleset guarantee / 保障 version 1.0
  title en "Guarantee" zh "保障"
document measures / 办法
  number "第1号"
  title en "Measures" zh "办法"
  in force from 2020-01-01
entity household / 家庭 {{
  fact area / 城乡 : urban / 城镇 | rural / 农村
  fact income / 收入 : money per month >= 0 元/月
  members / 成员 : person, 0 to 5
}}
entity person / 人 {{
  fact counts / 计入 : yes/no
  fact kept / 供养 : yes/no
}}
parameter urban_line / 城镇标准 : money per month <= 100 元/月 assumed 10 元/月
  cites measures article 2
parameter rural_line / 农村标准 : money per year <= 1000 元/年 assumed 100 元/年
  cites measures article 2
define line / 标准 of household =
  when area is urban : urban_line
  otherwise : rural_line per month
define size / 人数 of household = 1 + count of members where (counts)
define each / 人均 of household = income / size
define share / 份额 of household = (line - each) * count of members where (counts and kept) rounded {mode} to {unit} 元
program guarantee / 保障金 of household
  cites measures article 3
  all of {{
    low / 收入低 : each < line
  }}
  amount (line - each) * size - share rounded half up to 0.01 元
"""
Maybe = Optional[bool]


def _amount(rules: entitle.Ruleset, level: str, facts: Dict[str, Any]) -> Tuple[List[str], Any]:
    outcome = rules.evaluate(facts, as_of=DAY, level=level).programs["guarantee"]
    return outcome.possible, outcome.amount


def _household(area: Optional[str], income: Any, members: Sequence[Tuple[Maybe, Maybe]]) -> Dict[str, Any]:
    return {"area": area, "income": income, "members": [{"counts": counts, "kept": kept} for counts, kept in members]}


def _is_each(of: Maybe) -> List[bool]:
    return [False, True] if of is None else [of]


@pytest.mark.parametrize("mode", ["half up", "up", "down", "half even"])
@pytest.mark.parametrize("unit", ["0.0001", "0.01", "1"])
def test_what_is_told_holds_of_every_household(mode: str, unit: str) -> None:
    rules = entitle.load(RULES.format(mode=mode, unit=unit))
    drawn = random.Random(mode + unit)
    for _ in range(30):
        area = drawn.choice(["urban", "rural", None])
        incomes = [Decimal(drawn.randrange(0, 4000)) / 100]
        incomes.append(incomes[0] + Decimal(drawn.choice([0, 1, 200])) / 100)
        members = [(drawn.choice([True, False, None]), drawn.choice([True, False, None])) for _ in range(drawn.randrange(4))]
        each_member = [list(itertools.product(_is_each(counts), _is_each(kept))) for counts, kept in members]
        paid = []
        for place, income, known in itertools.product([area] if area else ["urban", "rural"], incomes, itertools.product(*each_member)):
            possible, amount = _amount(rules, "bounds", _household(place, income, known))
            if possible == ["qualifies"]:
                paid.append(amount)
        if not paid:
            continue
        for level in ("bounds", "settled"):
            told = _household(area, {"min": incomes[0], "max": incomes[1]}, members)
            _, amount = _amount(rules, level, told)
            least, most = (amount.least, amount.most) if isinstance(amount, entitle.Range) else (amount, amount)
            assert least <= min(paid) and max(paid) <= most
            if all(counts is not None for counts, _ in members):
                assert least >= min(0, min(paid)) - 2 * Decimal(unit), "what is left of an amount without a part of it"
