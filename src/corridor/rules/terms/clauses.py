"""The registry of clauses: the union of what C189 art. 7, the model contract of R86, Directive 2014/36/EU and the
Canadian seasonal contract of 2024 ask for, and three that protect: own documents, complaints, free leaving."""

from __future__ import annotations

from decimal import Decimal

from corridor.rules.terms.term import Clause, Direction, Kind, Period, Severity, Term

_HIGHER, _LOWER = Direction.HIGHER_BETTER, Direction.LOWER_BETTER
_EQUAL, _ANY = Direction.EQUAL_ONLY, Direction.NONE
_MINOR, _MAJOR, _CRITICAL = Severity.MINOR, Severity.MAJOR, Severity.CRITICAL
_NO_MONEY = Term(Decimal(0), period=Period.ONCE)
_NO_DAYS = Term(Decimal(0))
_PAYER = ("employer", "shared", "worker")
_PROVIDER = ("employer_free", "employer_at_price", "worker")

_ALL = (
    Clause("employer", Kind.TEXT, _EQUAL, _CRITICAL),
    Clause("workplace", Kind.TEXT, _EQUAL, _MAJOR),
    Clause("start", Kind.DATE, _EQUAL, _MAJOR),
    Clause("end", Kind.DATE, _EQUAL, _MAJOR),
    Clause("renewal", Kind.BOOL, _HIGHER, _MINOR),
    Clause("occupation", Kind.TEXT, _EQUAL, _CRITICAL),
    Clause("duties", Kind.TEXT, _EQUAL, _MAJOR),
    Clause("wage", Kind.MONEY_RATE, _HIGHER, _CRITICAL),
    Clause("pay_interval_days", Kind.DAYS, _LOWER, _MINOR),
    Clause("pay_means", Kind.CHOICE, _HIGHER, _MINOR, ("bank", "mobile_money", "cheque", "cash")),
    Clause("payslip", Kind.BOOL, _HIGHER, _MAJOR),
    Clause("hours_day", Kind.HOURS, _LOWER, _MAJOR),
    Clause("hours_week", Kind.HOURS, _LOWER, _MAJOR),
    Clause("hours_guaranteed_week", Kind.HOURS, _HIGHER, _CRITICAL),
    Clause("days_guaranteed", Kind.DAYS, _HIGHER, _CRITICAL),
    Clause("overtime_percent", Kind.PERCENT, _HIGHER, _MAJOR),
    Clause("night_percent", Kind.PERCENT, _HIGHER, _MINOR),
    Clause("holiday_percent", Kind.PERCENT, _HIGHER, _MINOR),
    Clause("rest_hours_day", Kind.HOURS, _HIGHER, _MAJOR),
    Clause("rest_days_week", Kind.DAYS, _HIGHER, _MAJOR),
    Clause("paid_leave_days_year", Kind.DAYS, _HIGHER, _MAJOR),
    Clause("sick_pay_percent", Kind.PERCENT, _HIGHER, _MAJOR),
    Clause("lodging", Kind.CHOICE, _HIGHER, _MAJOR, _PROVIDER),
    Clause("lodging_price", Kind.MONEY, _LOWER, _MAJOR, silence=_NO_MONEY),
    Clause("meals", Kind.CHOICE, _HIGHER, _MINOR, _PROVIDER),
    Clause("meals_price", Kind.MONEY, _LOWER, _MINOR, silence=_NO_MONEY),
    Clause("probation_days", Kind.DAYS, _LOWER, _MAJOR, silence=_NO_DAYS),
    Clause("deductions", Kind.MONEY, _LOWER, _CRITICAL, silence=_NO_MONEY),
    Clause("bonus", Kind.MONEY, _HIGHER, _MINOR),
    Clause("allowances", Kind.MONEY, _HIGHER, _MINOR),
    Clause("travel_there", Kind.CHOICE, _HIGHER, _CRITICAL, _PAYER),
    Clause("travel_back", Kind.CHOICE, _HIGHER, _CRITICAL, _PAYER),
    Clause("travel_local", Kind.CHOICE, _HIGHER, _MINOR, _PAYER),
    Clause("repatriation", Kind.CHOICE, _HIGHER, _CRITICAL, _PAYER),
    Clause("permit_costs", Kind.CHOICE, _HIGHER, _CRITICAL, _PAYER),
    Clause("recruitment_costs_worker", Kind.MONEY, _LOWER, _CRITICAL, silence=_NO_MONEY),
    Clause("leaving_penalty", Kind.MONEY, _LOWER, _CRITICAL, silence=_NO_MONEY),
    Clause("notice_days_employer", Kind.DAYS, _HIGHER, _MAJOR),
    Clause("notice_days_worker", Kind.DAYS, _LOWER, _MINOR, silence=_NO_DAYS),
    Clause("health_insurance", Kind.CHOICE, _HIGHER, _MAJOR, (*_PAYER, "none")),
    Clause("accident_insurance", Kind.BOOL, _HIGHER, _CRITICAL),
    Clause("social_security", Kind.BOOL, _HIGHER, _MAJOR),
    Clause("protective_equipment", Kind.CHOICE, _HIGHER, _MAJOR, (*_PAYER, "none")),
    Clause("transfer_allowed", Kind.BOOL, _HIGHER, _MAJOR),
    Clause("documents_stay_with_worker", Kind.BOOL, _HIGHER, _CRITICAL),
    Clause("stay_conditions", Kind.TEXT, _ANY, _MINOR),
    Clause("termination_grounds", Kind.TEXT, _EQUAL, _MAJOR),
    Clause("complaint_route", Kind.TEXT, _ANY, _MAJOR),
    Clause("prevailing_language", Kind.TEXT, _EQUAL, _MAJOR),
)

CLAUSES: dict[str, Clause] = {clause.code: clause for clause in _ALL}
