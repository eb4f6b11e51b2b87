"""The door of the stage agreements: what governs a corridor."""

from .checks import Fee, fees
from .events import VersionPublished
from .examples import example_law, example_rules
from .law import Found, Law, law_of
from .models import Agreement, DatedRule, Scheme, SchemeVersion, Season
from .models.scheme import CHANNELS, LEGAL_BASES
from .problems import SECTIONS, Problem, RulesRefused, read_rules
from .records import (
    COST_ITEMS,
    DECISIONS,
    Age,
    Criterion,
    Decider,
    RecallRule,
    ReserveRule,
    SchemeRules,
    StepType,
)
from .selectors import (
    agreement,
    agreements,
    current_version,
    current_versions,
    dated_rules,
    law_sources,
    law_terms,
    minimum_age,
    rules_of,
    rules_on,
    scheme,
    schemes,
    season,
    seasons,
    version,
    versions,
    versions_in_the_making,
)
from .services.charge import in_charge, runs
from .services.dated_rules import record_rule
from .services.seasons import open_season, release_reserve
from .services.setting_up import create_agreement, create_scheme
from .services.versions import (
    change_draft,
    document_hash,
    draft_version,
    problems_of,
    publish_version,
    return_version,
    submit_version,
)

__all__ = [
    "CHANNELS",
    "COST_ITEMS",
    "DECISIONS",
    "LEGAL_BASES",
    "SECTIONS",
    "Age",
    "Agreement",
    "Criterion",
    "DatedRule",
    "Decider",
    "Fee",
    "Found",
    "Law",
    "Problem",
    "RecallRule",
    "ReserveRule",
    "RulesRefused",
    "Scheme",
    "SchemeRules",
    "SchemeVersion",
    "Season",
    "StepType",
    "VersionPublished",
    "agreement",
    "agreements",
    "change_draft",
    "create_agreement",
    "create_scheme",
    "current_version",
    "current_versions",
    "dated_rules",
    "document_hash",
    "draft_version",
    "example_law",
    "example_rules",
    "fees",
    "in_charge",
    "law_of",
    "law_sources",
    "law_terms",
    "minimum_age",
    "open_season",
    "problems_of",
    "publish_version",
    "read_rules",
    "record_rule",
    "release_reserve",
    "return_version",
    "rules_of",
    "rules_on",
    "runs",
    "scheme",
    "schemes",
    "season",
    "seasons",
    "submit_version",
    "version",
    "versions",
    "versions_in_the_making",
]
