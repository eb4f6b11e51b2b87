"""The tables of words of the matching rules: code -> sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from corridor.rules.matching import (
    BreachCode,
    CeilingKind,
    ChoiceFault,
    Force,
    JobReason,
    Mend,
    NextStep,
    Reason,
    Rule,
    Source,
)

REASONS: dict[Reason, Any] = {
    Reason.OBTAINED: _("You were chosen for this work."),
    Reason.NOT_ASKED: _("You did not ask for this work."),
    Reason.INELIGIBLE: _("A rule of this work is not met. See below which one, and what would change it."),
    Reason.PREFERRED_OBTAINED: _("You were chosen for other work that you wanted more."),
    Reason.NO_POSTS: _("This work had no post in this round."),
    Reason.RECALL_FIRST: _("The last post went to somebody with a right to be called back."),
    Reason.RESERVE_FIRST: _("The last post was kept for a group, as the published rules say."),
    Reason.CEILING_REACHED: _("A published ceiling had no room left, and those placed under it came first."),
    Reason.FEWER_POINTS: _("You had fewer points than the last one chosen."),
    Reason.LATER_LOT: _("You had as many points as the last one chosen, and the draw put you later."),
    Reason.REFUSED_BY_EMPLOYER: _("The employer chose others and had to give a reason about the work."),
    Reason.NOT_SHORTLISTED: _("You had fewer points than the last one on the shortlist."),
    Reason.OTHERS_CHOSEN: _("You were on the employer's list, and others stood above you."),
}
"""Why somebody did or did not obtain an order, told to the worker."""

CEILINGS: dict[CeilingKind, Any] = {
    CeilingKind.SCHEME: _("In this round at most %(posts)s people may be placed in all."),
    CeilingKind.REGION: _("In this round at most %(posts)s people may be placed in %(name)s."),
    CeilingKind.EMPLOYER: _("In this round at most %(posts)s people may be placed with this employer."),
    CeilingKind.EMPLOYER_IN_REGION: _("In this round at most %(posts)s people may be placed with this employer there."),
    CeilingKind.GROUP: _("Of this group at most %(posts)s may be placed in this work: %(name)s."),
}
"""The ceiling that stood in the way; `name` is a region or a group in words."""

CEILING_RULES: dict[CeilingKind, Any] = {
    CeilingKind.SCHEME: _("Ceiling for the whole scheme"),
    CeilingKind.REGION: _("Ceiling for a region"),
    CeilingKind.EMPLOYER: _("Ceiling for each employer"),
    CeilingKind.EMPLOYER_IN_REGION: _("Ceiling for each employer in each region"),
    CeilingKind.GROUP: _("Ceiling for a group at each job order"),
}
"""A published ceiling, as a rule."""


DRAWN: dict[Reason, Any] = {
    Reason.LATER_LOT: _("The draw put you after the last one chosen."),
    Reason.NOT_SHORTLISTED: _("The draw put you after the last one on the shortlist."),
}
"""The same where nobody has points, because the draw alone decides."""

METHODS: dict[str, Any] = {
    "employer_choice": _("Employers choose"),
    "points": _("Points and draw"),
    "draw": _("Draw alone"),
}
"""How a round chooses, as labels of a list."""

CHOOSERS: dict[str, Any] = {
    "employer_choice": _("Employers, from lists in the order of points"),
    "points": _("Points, and the draw between equal points"),
    "draw": _("The draw alone: whoever may do the work has the same chance"),
}
"""Who chooses in a round, for everybody."""

METHODS_TOLD: dict[str, Any] = {
    "employer_choice": _(
        "Points put you on a list; employers choose from it and must give a reason about the work when they refuse."
    ),
    "points": _("Points decide, and a sealed draw where points are equal."),
    "draw": _("A sealed draw decides among all who may do the work: nobody has points, and all have the same chance."),
}
"""The same, told to whoever applies."""

NEXT_STEPS: dict[NextStep, Any] = {
    NextStep.WAIT_FOR_OFFER: _("Wait for the offer. We tell you when it is here."),
    NextStep.MEND_AND_APPLY: _("Change what can be changed, then apply again."),
    NextStep.STAY_ON_RESERVE_LIST: _("You stay on the reserve list. If a post becomes free, we call you."),
    NextStep.NEXT_ROUND: _("You take part in the next round by yourself; you need do nothing."),
    NextStep.ASK_FOR_IT: _("If you want this work, add it to your wishes."),
    NextStep.NONE_NEEDED: _("You need do nothing."),
}
"""What the worker can do now."""

RULES: dict[Rule, Any] = {
    Rule.OCCUPATION: _("This work, %(needed)s, is not among those in your file."),
    Rule.EXPERIENCE: _("This work needs %(needed)s in the same work; your file has %(has)s."),
    Rule.LANGUAGE: _("This work needs %(needed)s; your file has %(has)s."),
    Rule.SKILL: _("This work needs a skill that is not in your file: %(needed)s."),
    Rule.TRAINING: _("This work needs a course or certificate that is not in your file: %(needed)s."),
    Rule.AVAILABLE_FROM: _("The work starts on %(needed)s; you are free from %(has)s."),
    Rule.AVAILABLE_UNTIL: _("The work ends on %(needed)s; you are free until %(has)s."),
    Rule.DOCUMENT: _("Your passport must be valid until %(needed)s; your file has %(has)s."),
    Rule.BIRTH_DATE: _("The law sets an age for this work, and your file has no date of birth."),
    Rule.MINIMUM_AGE: _("The law asks for %(needed)s years of age at the start of this work; you will be %(has)s."),
    Rule.MAXIMUM_AGE: _("A published rule allows at most %(needed)s years of age at the start; you will be %(has)s."),
}
"""A rule that is not met; `needed` and `has` are already words."""

MENDS: dict[Mend, Any] = {
    Mend.ADD_OCCUPATION: _("Have you done this work? Add it to your file."),
    Mend.GAIN_EXPERIENCE: _("If you worked longer than your file says, bring the proof and have it added."),
    Mend.LEARN_LANGUAGE: _("Ask your centre for a course or a new language test."),
    Mend.PROVE_SKILL: _("If you can do this, have it shown and added at your centre."),
    Mend.TAKE_TRAINING: _("Ask your centre where this course is held. It costs you nothing."),
    Mend.CHANGE_DATES: _("If you can come earlier or stay longer, change your dates."),
    Mend.RENEW_DOCUMENT: _("Renew your passport and show it at your centre."),
    Mend.GIVE_BIRTH_DATE: _("Give your date of birth."),
    Mend.WAIT_FOR_AGE: _("You can apply when you have reached this age."),
    Mend.OTHER_ORDER: _("Ask your counsellor for other work without this limit."),
}
"""What would change a rule that is not met."""

JOB_REASONS: dict[JobReason, Any] = {
    JobReason.EXPERIENCE_TOO_SHORT: _("Less experience in this work than those chosen"),
    JobReason.SKILL_NOT_SHOWN: _("A needed skill was not shown in the interview or the test"),
    JobReason.LANGUAGE_NOT_ENOUGH: _("The language is not enough to work safely"),
    JobReason.DATES_DO_NOT_FIT: _("Cannot come or stay for the dates of the work"),
    JobReason.CERTIFICATE_MISSING: _("A certificate that the law asks for is missing"),
    JobReason.DID_NOT_ATTEND: _("Invited in time, did not attend and asked for no other day"),
    JobReason.OTHERS_BETTER_SUITED: _("Others meet the published criteria better"),
}
"""The reasons for which an employer may refuse, as choices."""

CHOICE_FAULTS: dict[ChoiceFault, Any] = {
    ChoiceFault.ORDER_UNANSWERED: _("This shortlist has no answer yet. Choose, or refuse with a reason."),
    ChoiceFault.NOT_ON_SHORTLIST: _("Somebody in your answer is not on the shortlist."),
    ChoiceFault.TWICE: _("Somebody is in your answer twice. Keep one of the two."),
    ChoiceFault.NEITHER: _("Somebody on the shortlist is neither chosen nor refused with a reason."),
}
"""What is wrong with an employer's answer."""

BREACHES: dict[BreachCode, Any] = {
    BreachCode.NOT_AN_APPLICANT: _("Somebody is placed where they did not ask for work or do not meet a rule."),
    BreachCode.ABOVE_POSTS: _("More people are placed than there are posts."),
    BreachCode.ABOVE_CEILING: _("More people are placed than a published ceiling lets through."),
    BreachCode.BLOCKING_PAIR: _("Somebody should have had work that they wanted more."),
    BreachCode.RANK_OUT_OF_ORDER: _("A published rank is not the one that points and draw give."),
}
"""What is wrong with a published result."""

RECALL_SOURCES: dict[Source, Any] = {
    Source.LAW: _("by law"),
    Source.AGREEMENT: _("by the agreement"),
    Source.CUSTOM: _("by the employer's custom"),
}
"""Where a recall right comes from."""

RECALL_FORCES: dict[Force, Any] = {
    Force.MUST: _("goes before points"),
    Force.MAY: _("adds nothing by itself"),
}
"""What a recall right does in a round."""

MEASURES: dict[str, Any] = {
    "experience_months": _("Months of experience in this work"),
    "all_experience_months": _("Months of experience in any work"),
    "language_level": _("Level of the language needed"),
    "skills": _("Skills that this work needs"),
    "training": _("Courses and certificates"),
    "seasons_done": _("Seasons worked before"),
    "waiting_days": _("Days of waiting"),
    "rounds_without_offer": _("Rounds without an offer"),
    "training_done": _("Training done before leaving"),
    "certificates": _("Certificates"),
    "driving_licence": _("Driving licence"),
    "registered_days": _("Days since registration"),
    "seasons_with_employer": _("Seasons worked for the same employer"),
}
"""What a criterion of the register counts."""

LEVELS: dict[int, Any] = {
    0: pgettext_lazy("language level", "none"),
    1: pgettext_lazy("language level", "A1"),
    2: pgettext_lazy("language level", "A2"),
    3: pgettext_lazy("language level", "B1"),
    4: pgettext_lazy("language level", "B2"),
    5: pgettext_lazy("language level", "C1"),
    6: pgettext_lazy("language level", "C2"),
}
"""Levels of a language, 0 to 6."""
