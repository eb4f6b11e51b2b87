"""The tables of words of the terms of work: code -> label."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from corridor.rules.terms import DifferenceKind, Period, Severity

CLAUSES: dict[str, Any] = {
    "employer": _("Employer"),
    "workplace": _("Place of work"),
    "start": _("Start of work"),
    "end": _("End of work"),
    "renewal": _("Can be renewed"),
    "occupation": _("Occupation"),
    "duties": _("Tasks"),
    "wage": _("Wage"),
    "pay_interval_days": _("Paid every"),
    "pay_means": _("Way of payment"),
    "payslip": _("Payslip with each payment"),
    "hours_day": _("Hours of work a day"),
    "hours_week": _("Hours of work a week"),
    "hours_guaranteed_week": _("Hours paid for sure each week"),
    "days_guaranteed": _("Days of work paid for sure"),
    "overtime_percent": _("Extra pay for overtime"),
    "night_percent": _("Extra pay for night work"),
    "holiday_percent": _("Extra pay for work on holidays"),
    "rest_hours_day": _("Hours of rest between days"),
    "rest_days_week": _("Days of rest a week"),
    "paid_leave_days_year": _("Paid leave a year"),
    "sick_pay_percent": _("Pay when ill"),
    "lodging": _("Lodging"),
    "lodging_price": _("Price of the lodging"),
    "meals": _("Meals"),
    "meals_price": _("Price of the meals"),
    "probation_days": _("Trial period"),
    "deductions": _("Other deductions"),
    "bonus": _("Bonus"),
    "allowances": _("Allowances"),
    "travel_there": _("Travel to the work"),
    "travel_back": _("Travel home"),
    "travel_local": _("Daily travel to work"),
    "repatriation": _("Journey home in an emergency"),
    "permit_costs": _("Visa and permits"),
    "recruitment_costs_worker": _("Recruitment costs that you pay"),
    "leaving_penalty": _("Penalty for leaving"),
    "notice_days_employer": _("Notice that the employer gives"),
    "notice_days_worker": _("Notice that you give"),
    "health_insurance": _("Health insurance"),
    "accident_insurance": _("Insurance for accidents at work"),
    "social_security": _("Social security"),
    "protective_equipment": _("Protective equipment"),
    "transfer_allowed": _("May change employer"),
    "documents_stay_with_worker": _("Your documents stay with you"),
    "stay_conditions": _("Conditions of the stay"),
    "termination_grounds": _("Reasons for which the contract can end"),
    "complaint_route": _("Where to complain"),
    "prevailing_language": _("Language that counts in a dispute"),
}
"""The label of each clause."""

_PAYER: dict[str, Any] = {
    "employer": _("the employer pays"),
    "shared": _("both pay a part"),
    "worker": _("you pay"),
    "none": _("nobody provides it"),
}
"""Who pays."""

_PROVIDER: dict[str, Any] = {
    "employer_free": _("from the employer, free"),
    "employer_at_price": _("from the employer, at a price"),
    "worker": _("you find it yourself"),
}
"""Who provides."""

_PAY_MEANS: dict[str, Any] = {
    "bank": _("to a bank account"),
    "mobile_money": _("by mobile money"),
    "cheque": _("by cheque"),
    "cash": _("in cash"),
}
"""How wages reach the worker."""

OPTIONS: dict[str, dict[str, Any]] = {
    "pay_means": _PAY_MEANS,
    "lodging": _PROVIDER,
    "meals": _PROVIDER,
    "travel_there": _PAYER,
    "travel_back": _PAYER,
    "travel_local": _PAYER,
    "repatriation": _PAYER,
    "permit_costs": _PAYER,
    "health_insurance": _PAYER,
    "protective_equipment": _PAYER,
}
"""clause -> option -> words, for the clauses that are a choice."""

RATES: dict[Period, Any] = {
    Period.HOUR: _("%(amount)s an hour"),
    Period.DAY: _("%(amount)s a day"),
    Period.WEEK: _("%(amount)s a week"),
    Period.MONTH: _("%(amount)s a month"),
    Period.YEAR: _("%(amount)s a year"),
    Period.PIECE: _("%(amount)s a piece"),
    Period.ONCE: _("%(amount)s for the whole contract"),
}
"""An amount for a period."""

PERIODS: dict[Period, Any] = {
    Period.HOUR: _("an hour"),
    Period.DAY: _("a day"),
    Period.WEEK: _("a week"),
    Period.MONTH: _("a month"),
    Period.YEAR: _("a year"),
    Period.PIECE: _("a piece"),
    Period.ONCE: _("for the whole contract"),
}
"""A period beside an amount, as a choice."""

KINDS: dict[DifferenceKind, Any] = {
    DifferenceKind.BETTER: _("better"),
    DifferenceKind.EQUAL: _("the same"),
    DifferenceKind.WORSE: _("worse"),
    DifferenceKind.MISSING: _("missing"),
    DifferenceKind.INCOMPARABLE: _("cannot be compared"),
}
"""How a clause stands to what was promised."""

SEVERITIES: dict[Severity, Any] = {
    Severity.MINOR: _("small"),
    Severity.MAJOR: _("serious"),
    Severity.CRITICAL: _("critical"),
}
"""How much a worsening weighs; nothing worse has no word."""

SOURCES: dict[str, Any] = {
    "law": _("the law"),
    "standard": _("the standard contract"),
    "order": _("the job order"),
    "silence": _("nothing was announced"),
}
"""Who asks for a term."""

INVALID: dict[str, Any] = {
    "unknown_clause": _("There is no such clause."),
    "wrong_kind": _("This clause needs another kind of answer."),
    "unknown_option": _("This answer is not one of the choices."),
    "empty": _("This clause is empty. Write what was agreed."),
    "not_a_quantity": _("Write a number, zero or more."),
    "hours_not_positive": _("Write the hours of work, more than zero."),
    "currency_or_period_missing": _("Say in which currency, and for which time."),
    "not_a_wage_period": _("A wage is for an hour, a day, a week, a month or a piece."),
}
"""What is wrong with a term, by `TermInvalid.code`."""
