"""The rules of a scheme as one document: what a ministry writes on a screen, and what rounds, contracts and paths read.

Structure is checked here (kinds, known codes, an order of steps without a circle); whether the rules are complete and
fair is checked in checks.py when they are submitted, so that a draft may be saved half done.
"""

import warnings
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from corridor.foundation.reference import countries, isco, languages
from corridor.rules.terms import Plain, TermInvalid, from_plain, to_plain

# Every class of pydantic has a `register` of its own, which nobody here calls; the field's word has a `register` too.
warnings.filterwarnings("ignore", message='Field name "register"', category=UserWarning)

SCHEMA_VERSION = 2  # 2 since ceilings
Decision = Literal["admission", "selection", "contract", "permit", "clearance"]
CostItem = Literal[
    "recruitment",
    "documents",
    "medical",
    "permit",
    "orientation",
    "insurance",
    "clearance",
    "travel_there",
    "travel_back",
    "travel_local",
    "lodging",
]
COST_ITEMS: tuple[CostItem, ...] = (
    "recruitment",
    "documents",
    "medical",
    "permit",
    "orientation",
    "insurance",
    "clearance",
    "travel_there",
    "travel_back",
    "travel_local",
    "lodging",
)
"""What getting and doing the work costs, in the order in which the costs come."""
DECISIONS: tuple[Decision, ...] = ("admission", "selection", "contract", "permit", "clearance")
"""What somebody decides about a worker, in the order of the way."""

CeilingOf = Literal["scheme", "region", "employer", "employer_in_region", "group"]
APART = (frozenset({"first_timers", "returning"}), frozenset({"women", "men"}))
"""Groups of which nobody is in both."""
Payer = Literal["employer", "worker", "state"]
Owner = Literal["worker", "office", "employer", "destination", "provider"]
Evidence = Literal["", "document", "date", "number", "attendance"]
Channel = Literal["state_to_state", "licensed_agency", "direct_hire", "named_offer", "own_arranged", "already_abroad"]
Method = Literal["employer_choice", "points", "draw"]
"""How a round of the scheme chooses. In all of them workers' wishes are kept by deferred acceptance."""
LISTED: frozenset[str] = frozenset({"employer_choice", "commission"})
"""Methods in which employers answer a shortlist."""
LegalBasis = Literal["agreement", "national_programme", "free_movement", "none"]
Count = Annotated[int, Field(ge=0, le=100_000)]
Days = Annotated[int, Field(ge=1, le=3650)]
Percent = Annotated[int, Field(ge=0, le=100)]
Level = Annotated[int, Field(ge=0, le=6)]
Code = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z][a-z0-9_]*$")]
Words = Annotated[str, Field(max_length=500)]


class Document(BaseModel):
    """A part of the rules: unchangeable, and nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Criterion(Document):
    """A line of the register: `points` (of 10,000 in all) for reaching `full_at`, in proportion below that."""

    criterion: Code
    points: Annotated[int, Field(ge=0, le=10_000)]
    full_at: Annotated[int, Field(ge=1, le=100_000)]


class Age(Document):
    """A limit of age in full years, with the law or published rule that it rests on."""

    years: Annotated[int, Field(ge=14, le=99)]
    source: Words = ""


class ReserveRule(Document):
    """Of each order's posts, `percent` go first to members of `group` (rules.matching: Workers.groups)."""

    group: Code
    percent: Percent


class CeilingRule(Document):
    """At most `limit` placements in a season: posts, or per cent of the season's posts, and where that is written.

    kind: the whole scheme; a region (`of`, as job orders name it); each employer; each employer in each region by
    itself; members of a group (`of`) at each job order, where `limit` is of that order's posts.
    """

    kind: CeilingOf
    of: Annotated[str, Field(max_length=120)] = ""
    limit: Count
    unit: Literal["posts", "percent"] = "posts"
    basis: Literal["law", "agreement", "rule"] = "rule"
    source: Words = ""

    def of_posts(self, posts: int) -> int:
        """The limit in posts, of a season or an order with so many."""
        return self.limit if self.unit == "posts" else posts * self.limit // 100


class RecallRule(Document):
    """The right to be called back: where it comes from, what it obliges to, and how many months it lasts."""

    source: Literal["law", "agreement", "custom"]
    force: Literal["must", "may"]
    months: Annotated[int, Field(ge=1, le=120)]


class Decider(Document):
    """Who decides, and the remedy that this decider's law gives: "" where it gives none (principle 9).

    `body_in` and `remedy_in` hold the same words by language.
    """

    body: Words = ""
    remedy: Words = ""
    remedy_days: Annotated[int, Field(ge=0, le=3650)] = 0
    body_in: dict[str, Words] = {}
    remedy_in: dict[str, Words] = {}

    def body_for(self, language: str) -> str:
        """The name in a language, else as it was first written."""
        return self.body_in.get(language) or self.body

    def remedy_for(self, language: str) -> str:
        """The remedy in a language, else as it was first written; "" where there is none."""
        return self.remedy_in.get(language) or self.remedy


class StepType(Document):
    """A step of the path. `after` names steps that must be done before; `decider` one of DECISIONS or "".

    `due_days_before_start` counts back from the first day of work; `validity_days` is how long its evidence lasts.
    """

    code: Code
    title: dict[str, Words]
    owner: Owner = "office"
    decider: str = ""
    country: Annotated[str, Field(max_length=2)] = ""
    after: list[Code] = []
    evidence: Evidence = ""
    validity_days: Days | None = None
    due_days_before_start: Annotated[int, Field(ge=-365, le=730)] = 0
    skip_returning: bool = False
    optional: bool = False

    def title_for(self, language: str) -> str:
        """The title in a language, else in English, else in any."""
        return self.title.get(language) or self.title.get("en") or next(iter(self.title.values()))

    @field_validator("title")
    @classmethod
    def _has_title(cls, title: dict[str, str]) -> dict[str, str]:
        kept = {language: words for language, words in title.items() if words}
        if not kept:
            raise PydanticCustomError("title_missing", "title_missing")
        return kept

    @field_validator("decider")
    @classmethod
    def _known_decision(cls, decider: str) -> str:
        if decider and decider not in DECISIONS:
            raise PydanticCustomError("unknown_decision", "unknown_decision")
        return decider

    @field_validator("country")
    @classmethod
    def _known_country(cls, country: str) -> str:
        if country and not countries.exists(country):
            raise PydanticCustomError("unknown_country", "unknown_country")
        return country


class SchemeRules(Document):
    """All rules of a scheme. Each has a default, so that an empty document is a draft to begin with.

    languages: ISO 639-3 code to CEFR level 1 to 6. experience_months: least months in the occupation. roster_months:
    how long an admitted worker stays on the roster. offer_days, contract_days: time to answer. standard_terms: plain
    terms of the standard contract (rules.terms). method: "" until somebody has chosen one, for none suits all.
    """

    channel: Channel = "state_to_state"
    legal_basis: LegalBasis = "none"
    occupations: list[str] = []
    method: Method | Literal[""] = ""
    shortlist_per_post: Annotated[int, Field(ge=1, le=20)] = 3
    register: list[Criterion] = []
    minimum_age: Age | None = None
    languages: dict[str, Level] = {}
    experience_months: Annotated[int, Field(ge=0, le=600)] = 0
    document_required: bool = True
    roster_months: Annotated[int, Field(ge=1, le=60)] = 12
    offer_days: Days = 7
    contract_days: Days = 7
    standard_terms: Plain = {}
    who_pays: dict[CostItem, Payer] = {}
    orientation_hours: Annotated[int, Field(ge=0, le=400)] = 0
    reserves: list[ReserveRule] = []
    ceilings: list[CeilingRule] = []
    recall: RecallRule | None = None
    clearance: bool = False
    deciders: dict[Decision, Decider] = {}
    path: list[StepType] = []

    @property
    def by_choice(self) -> bool:
        """Whether employers choose from shortlists."""
        return self.method in LISTED

    @property
    def counted(self) -> list[Criterion]:
        """The lines of the register that give points in a round: none where the draw alone decides."""
        return [] if self.method == "draw" else self.register

    @field_validator("occupations")
    @classmethod
    def _known_occupations(cls, codes: list[str]) -> list[str]:
        _refuse_if(any(not isco.exists(code) for code in codes), "unknown_occupation")
        return list(dict.fromkeys(codes))

    @field_validator("languages")
    @classmethod
    def _known_languages(cls, levels: dict[str, int]) -> dict[str, int]:
        _refuse_if(any(not languages.exists(code) for code in levels), "unknown_language")
        return {code: level for code, level in levels.items() if level}

    @field_validator("register")
    @classmethod
    def _register_adds_up(cls, register: list[Criterion]) -> list[Criterion]:
        _refuse_if(len({line.criterion for line in register}) != len(register), "criterion_twice")
        _refuse_if(sum(line.points for line in register) > 10_000, "points_above_full")
        return register

    @field_validator("reserves")
    @classmethod
    def _reserves_fit(cls, reserves: list[ReserveRule]) -> list[ReserveRule]:
        _refuse_if(len({rule.group for rule in reserves}) != len(reserves), "reserve_twice")
        _refuse_if(sum(rule.percent for rule in reserves) > 100, "reserves_above_all")
        return reserves

    @field_validator("ceilings")
    @classmethod
    def _ceilings_are_whole(cls, ceilings: list[CeilingRule]) -> list[CeilingRule]:
        named = [(rule.kind, " ".join(rule.of.casefold().split())) for rule in ceilings]
        _refuse_if(len(set(named)) != len(named), "ceiling_twice")
        _refuse_if(any(not of for kind, of in named if kind in ("region", "group")), "ceiling_of_nothing")
        _refuse_if(any(rule.unit == "percent" and rule.limit > 100 for rule in ceilings), "ceiling_above_all")
        return ceilings

    @model_validator(mode="after")
    def _ceilings_do_not_cross(self) -> "SchemeRules":
        """No stable result need exist where two ceilings overlap and neither lies in the other (rules.matching)."""
        kinds = {rule.kind for rule in self.ceilings}
        _refuse_if({"employer", "region"} <= kinds, "ceilings_cross")
        counted = [rule.of for rule in self.ceilings if rule.kind == "group"]
        for group in counted:
            for other in [*(rule.group for rule in self.reserves), *counted]:
                if other != group and frozenset({group, other}) not in APART:
                    told = {"group": group, "other": other}
                    raise PydanticCustomError("ceiling_crosses_reserve", "ceiling_crosses_reserve", told)
        return self

    @field_validator("standard_terms", mode="before")
    @classmethod
    def _terms_are_terms(cls, plain: Any) -> Any:
        if not isinstance(plain, Mapping) or not all(isinstance(term, Mapping) for term in plain.values()):
            raise PydanticCustomError("wrong_kind", "wrong_kind")
        try:
            return to_plain(from_plain(plain))
        except TermInvalid as error:
            context = {"clause": error.clause}
            raise PydanticCustomError(f"term_{error.code}", "term", context) from error

    @model_validator(mode="after")
    def _path_has_an_order(self) -> "SchemeRules":
        codes = [step.code for step in self.path]
        _refuse_if(len(set(codes)) != len(codes), "step_twice")
        for step in self.path:
            for code in step.after:
                if code not in codes:
                    raise PydanticCustomError("step_unknown", "step_unknown", {"step": step.code, "after": code})
        circle = _circle({step.code: step.after for step in self.path})
        if circle:
            raise PydanticCustomError("steps_in_circle", "steps_in_circle", {"step": circle})
        return self


def _refuse_if(wrong: bool, code: str) -> None:
    if wrong:
        raise PydanticCustomError(code, code)


def _circle(after: Mapping[str, Sequence[str]]) -> str:
    """A step that waits for itself in the end, or "" when the steps have an order."""
    done: set[str] = set()
    while True:
        ready = [code for code, needs in after.items() if code not in done and done.issuperset(needs)]
        if not ready:
            return next((code for code in after if code not in done), "")
        done.update(ready)
