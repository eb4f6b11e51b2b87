"""The place of the play: two corridors to Spain with their offices, staff, law, agreements and schemes in force."""

import uuid
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from corridor.foundation.accounts import manage
from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.scopes.models import Scope
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand

from .cast import WHY, Cast
from .clock import at
from .names import SPAIN_FAMILIES, SPAIN_GIVEN
from .places import Farm
from .sign_ins import login

PROGRAMME = "Dirección del Programa de Migración Laboral"
MINISTRY = "Ministerio del Trabajo de Colombia"
SERVICE = "Servicio Público de Empleo"
MISSION = "Consejería de Trabajo, Migraciones y Seguridad Social"
SECRETARIAT = "Secretaría del Diálogo de Movilidad Laboral"
OPERATOR = "Operación de Corridor"
MOROCCO = "Agence nationale de promotion de l’emploi"
RECRUITER = "Puente Laboral S.A.S."


@dataclass
class Corridor:
    """A scheme with who runs it: the parts of officers, approvers and attachés, and the offices that register."""

    code: str
    name: str
    agreement: str
    origin: str
    destination: str
    officer: str
    approver: str
    publisher: str
    attache: str
    scheme: Any = None
    version: Any = None
    farms: dict[Farm, Any] = field(default_factory=dict)

    @property
    def scope_id(self) -> uuid.UUID:
        return uuid.UUID(str(self.scheme.scope_id))


@dataclass
class Setting:
    """Cast and corridors."""

    cast: Cast
    corridors: list[Corridor]


def colombia() -> Corridor:
    return Corridor(
        "CO-ES-AGRI",
        "Colombia a España: trabajo agrícola de temporada",
        "Acuerdo entre el Reino de España y la República de Colombia sobre flujos migratorios laborales",
        *("CO", "ES", "officer", "approver", "approver second", "attache"),
    )


def winter() -> Corridor:
    return Corridor(
        "CO-ES-INVIERNO",
        "Colombia a España: campaña de invierno",
        "Acuerdo entre el Reino de España y la República de Colombia sobre flujos migratorios laborales",
        *("CO", "ES", "officer", "approver", "approver second", "attache"),
    )


def morocco() -> Corridor:
    return Corridor(
        "MA-ES-AGRI",
        "Marruecos a España: campaña de frutos rojos",
        "Acuerdo sobre mano de obra entre el Reino de España y el Reino de Marruecos",
        *("MA", "ES", "officer Tetuán", "approver Tetuán", "approver Tetuán second", "attache"),
    )


def united_states() -> Corridor:
    return Corridor(
        "CO-US-H2A",
        "Colombia a Estados Unidos: trabajo agrícola de temporada",
        "Entendimiento sobre trabajadores agrícolas temporales (ejemplo)",
        *("CO", "US", "officer", "approver", "approver second", "attache"),
    )


def found(begin: date, *kinds: Corridor) -> Setting:
    """Everything that stands before the first worker comes, on the day `begin`; with the corridors `kinds`."""
    cast, corridors = Cast(), list(kinds)
    with at(begin):
        with acting(SYSTEM, WHY):
            _organisations(cast)
            _staff(cast)
        _law(cast)
        for corridor in corridors:
            _scheme(cast, corridor, begin)
    return Setting(cast, corridors)


HOURS = {
    SERVICE: manage.Hours(1, 5, time(8), time(16, 30)),
    MOROCCO: manage.Hours(1, 5, time(8, 30), time(16)),
}
OFFICES = (
    ("Pereira", SERVICE, "America/Bogota", "+57 606 555 0101", "Carrera 8 # 19-45, piso 1"),
    ("Armenia", SERVICE, "America/Bogota", "+57 606 555 0102", "Calle 21 # 14-30"),
    ("Tetuán", MOROCCO, "Africa/Casablanca", "+212 539 55 01 03", "شارع محمد الخامس، رقم ٤٢"),
)
"""Town, service, time zone, telephone (with an invented exchange) and address of each centre."""


def _organisations(cast: Cast) -> None:
    for name, kind, country in (
        (PROGRAMME, "ministry", "CO"),
        (MINISTRY, "ministry", "CO"),
        (SERVICE, "service", "CO"),
        (MISSION, "mission", "ES"),
        (SECRETARIAT, "secretariat", "CO"),
        (OPERATOR, "operator", "CO"),
        (MOROCCO, "service", "MA"),
        (RECRUITER, "recruiter", "CO"),
    ):
        cast.organisation(name, kind, country)
    for town, service, zone, phone, address in OFFICES:
        cast.office(town, service, zone, phone=phone, address=address, hours=HOURS[service])


def _staff(cast: Cast) -> None:
    for office in ("Pereira", "Armenia", "Tetuán"):
        scope: Scope = cast.offices[office].scope
        within = SERVICE if office != "Tetuán" else MOROCCO
        language = "es" if office != "Tetuán" else "ar"
        suffix = "" if office == "Pereira" else f" {office}"
        names = _OFFICE_STAFF[office]
        cast.join(f"registrar{suffix}", names[0], within, language, scope)
        cast.join(f"counsellor{suffix}", names[1], within, language, scope)
    for part, name, organisation, language in (
        ("officer", "Lucía Restrepo Mejía", PROGRAMME, "es"),
        ("officer second", "Tomás Echeverri Toro", PROGRAMME, "es"),
        ("approver", "Beatriz Ospina Londoño", MINISTRY, "es"),
        ("approver second", "Hernán Uribe Salazar", MINISTRY, "es"),
        ("attache", "Marta Ferrer Navarro", MISSION, "es"),
        ("inspector", "Rafael Ortega Molina", MISSION, "es"),
        ("statistician", "Diana Hoyos Patiño", PROGRAMME, "es"),
        ("secretariat", "Clara Serna Ríos", SECRETARIAT, "es"),
        ("administrator", "Iván Galvis Correa", OPERATOR, "es"),
        ("auditor", "Gloria Marín Soto", MINISTRY, "es"),
        ("officer Tetuán", "نجاة العلمي", MOROCCO, "ar"),
        ("approver Tetuán", "عمر بنيس", MOROCCO, "ar"),
        ("approver Tetuán second", "ليلى السقاط", MOROCCO, "ar"),
        ("recruiter", "Felipe Arango Vélez", RECRUITER, "es"),
    ):
        cast.join(part, name, organisation, language)
    cast.devices(
        *("approver", "approver second", "attache", "administrator", "auditor"),
        *("approver Tetuán", "approver Tetuán second"),
    )


_OFFICE_STAFF = {
    "Pereira": ("Nidia Castaño Henao", "Paola Giraldo Ríos"),
    "Armenia": ("Jairo Buitrago Loaiza", "Sandra Quintero Osorio"),
    "Tetuán": ("سناء الخطيب", "رشيد المريني"),
}


def _law(cast: Cast) -> None:
    with cast.playing("officer") as officer:
        for rule in agreements.example_law():
            agreements.record_rule(**rule, by=officer)
        for rule in _OTHER_LAW:
            agreements.record_rule(**rule, by=officer)


_OTHER_LAW: tuple[dict[str, Any], ...] = (
    {
        "kind": "wage_floor",
        "country": "US",
        "value": {"value": "7.25", "currency": "USD", "period": "hour"},
        "valid_from": date(2009, 7, 24),
        "source": "29 U.S.C. 206 (example)",
    },
    {
        "kind": "fee_ceiling",
        "country": "MA",
        "value": {"value": "0", "period": "once"},
        "valid_from": date(2004, 6, 8),
        "source": "Code du travail, art. 480 (example)",
    },
    {
        "kind": "minimum_age",
        "country": "MA",
        "value": {"years": 18},
        "valid_from": date(2004, 6, 8),
        "source": "Code du travail (example)",
    },
)


def _scheme(cast: Cast, corridor: Corridor, begin: date) -> None:
    """Agreement, scheme and first version: written by the officer, published by the approver."""
    signed = begin - timedelta(days=400)
    rules = example_rules(corridor)
    with cast.playing(corridor.officer) as officer:
        code = f"{corridor.origin}-{corridor.destination}-{signed.year}"
        agreement = agreements.agreements().filter(code=code).first() or agreements.create_agreement(
            code=code,
            title=corridor.agreement,
            kind="bilateral",
            signed_on=signed,
            in_force_from=signed + timedelta(days=90),
            source="Texto de demostración",
            by=officer,
            origin=corridor.origin,
            destination=corridor.destination,
        )
        corridor.scheme = agreements.create_scheme(
            code=corridor.code,
            name=corridor.name,
            sector="agriculture",
            channel=rules.channel,
            legal_basis="agreement",
            agreement_id=agreement.id,
            authority_organisation_id=cast.organisations[PROGRAMME if corridor.origin == "CO" else MOROCCO].id,
            by=officer,
            origin=corridor.origin,
            destination=corridor.destination,
        )
    with acting(SYSTEM, WHY):
        helper = ("officer second",) if corridor.origin == "CO" else ()
        for part in (corridor.officer, corridor.approver, corridor.publisher, *helper):
            cast.give(part, corridor.scheme.scope_id)
        cast.give(corridor.attache, corridor.scheme.destination_scope_id)
    cast.renew()
    with cast.playing(corridor.officer) as officer:
        version = agreements.draft_version(corridor.scheme.id, rules, by=officer)
        agreements.submit_version(version.id, by=officer)
    with cast.playing(corridor.approver) as approver:
        corridor.version = agreements.publish_version(version.id, by=approver, effective_from=begin)


def example_rules(corridor: Corridor) -> agreements.SchemeRules:
    """The rules of the example, put into the corridor: its countries, its occupations, its standard contract."""
    rules = agreements.example_rules()
    moved = {"CO": corridor.origin, "ES": corridor.destination}
    path = [step.model_copy(update={"country": moved.get(step.country, step.country)}) for step in rules.path]
    changes: dict[str, Any] = {"path": path, "occupations": [*rules.occupations, "8341"]}
    if corridor.destination == "US":
        changes["occupations"] = _FARM_WORK
        changes["standard_terms"] = _AMERICAN_TERMS
    return rules.model_copy(update=changes)


_FARM_WORK = ["9211", "9212", "9213", "9214", "9215", "6111", "6112", "6113", "6114", "6121", "6122", "6130", "8341"]
_AMERICAN_TERMS: dict[str, dict[str, Any]] = {
    "wage": {"value": "7.25", "currency": "USD", "period": "hour"},
    "hours_week": {"value": "60"},
    "lodging": {"value": "employer_free"},
    "travel_there": {"value": "employer"},
    "travel_back": {"value": "employer"},
    "recruitment_costs_worker": {"value": "0", "period": "once"},
    "accident_insurance": {"value": True},
    "documents_stay_with_worker": {"value": True},
}


def employers(setting: Setting, corridor: Corridor, farms: list[Farm], day: date) -> None:
    """Farms of a corridor: registered and verified by the attaché, each with an account and housing."""
    with at(day), setting.cast.playing(corridor.attache) as attache:
        records = [
            demand.EmployerRecord(
                name=farm.name,
                country=corridor.destination,
                registration_number=f"B{21_000_000 + 137 * number + len(farm.name)}",
                address=f"Camino de {farm.town}, s/n",
                town=farm.town,
                region=farm.region,
            )
            for number, farm in enumerate(farms)
        ]
        made = demand.register_employers(records, by=attache)
        for row, farm in zip(made, farms, strict=True):
            demand.add_accommodation(
                row.id, address=f"Alojamiento de la finca, {farm.town}", places=12, checked_on=day, by=attache
            )
    welcome(setting.cast, corridor, dict(zip(farms, made, strict=True)), day)


def welcome(cast: Cast, corridor: Corridor, rows: dict[Farm, Any], day: date) -> None:
    """Registered employers are verified by the attaché and get an account each."""
    with at(day), cast.playing(corridor.attache) as attache:
        demand.verify_employers([row.id for row in rows.values()], identity="Registro mercantil y visita", by=attache)
    with at(day), acting(SYSTEM, WHY):
        for number, (farm, row) in enumerate(rows.items()):
            corridor.farms[farm] = row
            cast.organisations[farm.name] = row.organisation
            person = f"{SPAIN_GIVEN[number % 12]} {SPAIN_FAMILIES[number % 7]} {SPAIN_FAMILIES[(number + 5) % 12]}"
            address = login(f"farm {len(cast.accounts):03d}")
            account = cast.join(f"employer {farm.name}", person, farm.name, "es", row.scope_id, sign_in=address)
            cast.accounts.setdefault("employer", account)
