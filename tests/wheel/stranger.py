"""What somebody writes who has the wheel and nothing else; typed strictly, so that the stubs are tried too."""

# pyright: strict

from datetime import date
from decimal import Decimal
from typing import List

import entitle


def main() -> None:
    rules = entitle.rulesets.xizang()
    family = {"county": "乃东区", "monthly_income": Decimal("2100.00"), "members": [{"age": 82}, {"age": 30}]}
    determination = rules.evaluate(family, as_of=date(2021, 9, 1))
    dibao = determination.programs["dibao"]
    amount: entitle.Amount = dibao.amount
    reasons: List[entitle.Reason] = dibao.reasons
    print(dibao.status, amount, [reason.label.zh for reason in reasons])
    for recipient in determination.programs["elderly_health"].recipients:
        print(recipient.recipient_number, recipient.status, recipient.amount)
    try:
        rules.evaluate({"countyy": "乃东区"}, as_of=date(2021, 9, 1))
    except entitle.ProfileError as error:
        print(error.diagnostics[0].path, error.diagnostics[0].help)
    if entitle.__version__ == "" or "低保" not in determination.to_text("zh"):
        raise SystemExit("this is no determination")


if __name__ == "__main__":
    main()
