"""A complete scheme to begin from, and rules of law to check it against: examples for demonstrations and tests.

The amounts are plausible, not legal advice: a ministry records what its own law says, with the source.
"""

from datetime import date
from typing import Any

from corridor.rules.terms import Plain

from .records import Age, Criterion, Decider, RecallRule, ReserveRule, SchemeRules, StepType

EXAMPLE = "(example)"


def example_rules() -> SchemeRules:
    """Colombia to Spain, seasonal farm work: the employer's choice from a shortlist, and recall by custom."""
    return SchemeRules(
        channel="state_to_state",
        legal_basis="agreement",
        occupations=["9211", "9213", "9214", "6111", "6112", "6113"],
        method="employer_choice",
        shortlist_per_post=3,
        register=[
            Criterion(criterion="experience_months", points=4000, full_at=24),
            Criterion(criterion="seasons_done", points=2500, full_at=3),
            Criterion(criterion="language_level", points=1000, full_at=2),
            Criterion(criterion="training", points=1500, full_at=2),
            Criterion(criterion="rounds_without_offer", points=1000, full_at=2),
        ],
        minimum_age=Age(years=18, source=f"Orden GECCO, art. 2 {EXAMPLE}"),
        languages={},
        experience_months=0,
        document_required=True,
        roster_months=12,
        offer_days=7,
        contract_days=7,
        standard_terms=_standard_terms(),
        who_pays={
            "recruitment": "employer",
            "documents": "state",
            "medical": "employer",
            "permit": "employer",
            "orientation": "state",
            "insurance": "employer",
            "clearance": "state",
            "travel_there": "employer",
            "travel_back": "employer",
            "travel_local": "employer",
            "lodging": "employer",
        },
        orientation_hours=16,
        reserves=[ReserveRule(group="women", percent=40), ReserveRule(group="first_timers", percent=20)],
        recall=RecallRule(source="custom", force="may", months=12),
        clearance=True,
        deciders=_deciders(),
        path=_path(),
    )


def _standard_terms() -> Plain:
    return {
        "wage": {"value": "1323.00", "currency": "EUR", "period": "month", "hours_week": "40"},
        "pay_interval_days": {"value": "30"},
        "pay_means": {"value": "bank"},
        "payslip": {"value": True},
        "hours_day": {"value": "8"},
        "hours_week": {"value": "40"},
        "overtime_percent": {"value": "25"},
        "rest_hours_day": {"value": "12"},
        "rest_days_week": {"value": "1.5"},
        "paid_leave_days_year": {"value": "30"},
        "lodging": {"value": "employer_free"},
        "probation_days": {"value": "15"},
        "travel_there": {"value": "employer"},
        "travel_back": {"value": "employer"},
        "travel_local": {"value": "employer"},
        "repatriation": {"value": "employer"},
        "permit_costs": {"value": "employer"},
        "recruitment_costs_worker": {"value": "0", "period": "once"},
        "health_insurance": {"value": "employer"},
        "accident_insurance": {"value": True},
        "social_security": {"value": True},
        "protective_equipment": {"value": "employer"},
        "documents_stay_with_worker": {"value": True},
    }


def _deciders() -> dict[Any, Decider]:
    return {
        "admission": _decider(
            ("Public Employment Service", "Servicio Público de Empleo", "هيئة التشغيل العمومية"),
            ("Ask the same office for a review", "Pedir revisión a la misma oficina", "طلب مراجعة من المكتب نفسه"),
            10,
        ),
        "selection": _decider(
            (
                "Employer, from the published shortlist",
                "Empleador, de la lista publicada",
                "صاحب العمل، من القائمة المنشورة",
            ),
            (
                "Ask the programme office to check the round",
                "Pedir a la oficina del programa que revise la ronda",
                "طلب مراجعة الجولة من مكتب البرنامج",
            ),
            10,
        ),
        "contract": _decider(
            ("Labour office at the embassy", "Consejería de Trabajo", "الملحقية العمالية"),
            ("Administrative appeal", "Recurso de alzada", "تظلّم إداري"),
            30,
        ),
        "permit": _decider(
            ("Foreigners' office of the province", "Oficina de Extranjería", "مكتب الأجانب"),
            ("Appeal to the court", "Recurso contencioso-administrativo", "طعن أمام المحكمة الإدارية"),
            60,
        ),
        "clearance": _decider(
            ("Ministry of Labour", "Ministerio del Trabajo", "وزارة العمل"),
            ("Ask the ministry to look again", "Recurso de reposición", "طلب إعادة النظر من الوزارة"),
            10,
        ),
    }


def _decider(body: tuple[str, str, str], remedy: tuple[str, str, str], days: int) -> Decider:
    return Decider(body=body[0], remedy=remedy[0], remedy_days=days, body_in=_words(*body), remedy_in=_words(*remedy))


def _path() -> list[StepType]:
    return [
        StepType(
            code="identity_check",
            title=_words("Identity checked", "Identidad comprobada", "التحقق من الهوية"),
            owner="office",
            country="CO",
            evidence="document",
            due_days_before_start=75,
            skip_returning=True,
        ),
        StepType(
            code="contract_verified",
            title=_words("Contract verified", "Contrato verificado", "توثيق العقد"),
            owner="destination",
            decider="contract",
            country="ES",
            evidence="date",
            due_days_before_start=60,
        ),
        StepType(
            code="medical",
            title=_words("Medical examination", "Examen médico", "الفحص الطبي"),
            owner="provider",
            country="CO",
            after=["contract_verified"],
            evidence="date",
            validity_days=90,
            due_days_before_start=45,
        ),
        StepType(
            code="permit",
            title=_words("Permit and visa", "Permiso y visado", "التصريح والتأشيرة"),
            owner="destination",
            decider="permit",
            country="ES",
            after=["identity_check", "contract_verified"],
            evidence="number",
            validity_days=270,
            due_days_before_start=30,
        ),
        StepType(
            code="orientation",
            title=_words("Orientation", "Orientación", "التوجيه قبل السفر"),
            owner="provider",
            country="CO",
            after=["contract_verified"],
            evidence="attendance",
            due_days_before_start=20,
            skip_returning=True,
        ),
        StepType(
            code="insurance",
            title=_words("Insurance", "Seguro", "التأمين"),
            owner="employer",
            country="ES",
            after=["contract_verified"],
            evidence="number",
            due_days_before_start=15,
        ),
        StepType(
            code="clearance",
            title=_words("Clearance to leave", "Autorización de salida", "إذن المغادرة"),
            owner="office",
            decider="clearance",
            country="CO",
            after=["medical", "permit", "orientation", "insurance"],
            evidence="number",
            due_days_before_start=10,
        ),
        StepType(
            code="travel",
            title=_words("Ticket and meeting point", "Billete y punto de encuentro", "التذكرة ومكان اللقاء"),
            owner="employer",
            country="CO",
            after=["clearance"],
            evidence="document",
            due_days_before_start=5,
        ),
    ]


def _words(english: str, spanish: str, arabic: str) -> dict[str, str]:
    return {"en": english, "es": spanish, "ar": arabic}


def example_law() -> list[dict[str, Any]]:
    """Rules of Spain and Colombia in the words of `record_rule(**rule, by=...)`; two wages follow each other."""
    spain = [
        _rule("wage_floor", "ES", _month("1184.00"), date(2025, 1, 1), "Real Decreto 87/2025, SMI"),
        _rule("wage_floor", "ES", _month("1221.00"), date(2026, 1, 1), "Real Decreto SMI 2026"),
        _rule("wage_floor", "ES", _month("1259.00"), date(2027, 1, 1), "Real Decreto SMI 2027"),
        _rule("hours_week_max", "ES", {"value": "40"}, date(2015, 11, 13), "Estatuto de los Trabajadores, art. 34"),
        _clause("ES", "rest_hours_day", {"value": "12"}, "Estatuto de los Trabajadores, art. 34"),
        _clause("ES", "rest_days_week", {"value": "1.5"}, "Estatuto de los Trabajadores, art. 37"),
        _clause("ES", "paid_leave_days_year", {"value": "30"}, "Estatuto de los Trabajadores, art. 38"),
        _clause("ES", "payslip", {"value": True}, "Estatuto de los Trabajadores, art. 29"),
        _clause("ES", "social_security", {"value": True}, "Ley General de la Seguridad Social, art. 7"),
        _clause("ES", "accident_insurance", {"value": True}, "Ley General de la Seguridad Social, art. 252"),
        _rule("fee_ceiling", "ES", _nothing(), date(2011, 1, 1), "Directiva 2014/36/UE; Orden GECCO"),
        _rule("minimum_age", "ES", {"years": 18}, date(2022, 1, 1), "Orden GECCO, art. 2"),
    ]
    colombia = [
        _rule("fee_ceiling", "CO", _nothing(), date(2013, 6, 18), "Ley 1636 de 2013, art. 30"),
        _rule("minimum_age", "CO", {"years": 18}, date(2006, 11, 8), "Ley 1098 de 2006, art. 35"),
        _rule("protected_occupation", "CO", {}, date(2026, 1, 1), "Lista de la OMS de 2023", occupation="2221"),
    ]
    return [*spain, *colombia]


def _rule(kind: str, country: str, value: dict[str, Any], valid_from: date, source: str, **more: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "country": country,
        "value": value,
        "valid_from": valid_from,
        "source": f"{source} {EXAMPLE}",
        **more,
    }


def _clause(country: str, clause: str, value: dict[str, Any], source: str) -> dict[str, Any]:
    return _rule("clause_floor", country, value, date(2015, 11, 13), source, clause=clause)


def _month(amount: str) -> dict[str, Any]:
    return {"value": amount, "currency": "EUR", "period": "month", "hours_week": "40"}


def _nothing() -> dict[str, Any]:
    return {"value": "0", "period": "once"}
