from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from corridor.foundation.outbox.messages import declare

MESSAGES = {
    "selection.admitted": (
        _("Your application was checked"),
        _("Corridor: you are on the roster. You take part in the next selection by yourself; you need do nothing."),
    ),
    "selection.rejected": (
        _("Your application was checked"),
        _("Corridor: a rule is not met yet. Open your file to see which one, what would change it, and how to appeal."),
    ),
    "selection.selected": (
        _("You were chosen"),
        _("Corridor: you were chosen for work. The offer comes soon. You never pay for a job here."),
    ),
    "selection.reserve": (
        _("You are on the reserve list"),
        _("Corridor: you are on the reserve list. Open your file to see your place and why."),
    ),
    "selection.not_selected": (
        _("The selection is over"),
        _("Corridor: you were not chosen this time. Open your file to see why, your place, and how to appeal."),
    ),
    "selection.offer": (
        _("You have an offer"),
        _("Corridor: you have an offer of work. Read it and answer by %(last_day)s. Saying no costs nothing."),
    ),
    "selection.offer_short": (
        _("A post came free for you"),
        _(
            "Corridor: a post came free and work begins soon. Read the offer and answer by %(last_day)s. "
            "Saying no costs nothing."
        ),
    ),
    "selection.alternate_blocked": (
        _("A post came free"),
        _(
            "Corridor: it was your turn for a free post, but a rule is not met. Open your file to see which one. "
            "You keep your place on the list."
        ),
    ),
    "selection.offer_ending": (
        _("Your offer ends soon"),
        _("Corridor: an offer of work waits for your answer until %(last_day)s. Saying no costs nothing."),
    ),
    "selection.roster_ending": (
        _("Your place on the roster ends soon"),
        _("Corridor: you are on the roster until %(last_day)s. To stay longer, ask in your file. It costs nothing."),
    ),
    "selection.roster_ended": (
        _("Your place on the roster has ended"),
        _("Corridor: your place on the roster has ended. Your file stays. You can apply again, at no cost."),
    ),
    "selection.offer_lapsed": (
        _("The time to answer is over"),
        _("Corridor: you did not answer the offer in time. It costs you nothing: you are on the roster again."),
    ),
    "selection.offer_withdrawn": (
        _("An offer was taken back"),
        _("Corridor: an offer to you was taken back. Open your file to see who decided, why, and what you can do."),
    ),
    "selection.interview": (
        _("You are invited to an interview"),
        _(
            "Corridor: an employer invites you to an interview on %(day)s at %(clock)s (%(zone)s). Open your file to "
            "confirm or to ask for another time. Saying no costs nothing."
        ),
    ),
    "selection.interview_tomorrow": (
        _("Your interview is tomorrow"),
        _("Corridor: your interview is on %(day)s at %(clock)s (%(zone)s). Open your file to see how and where."),
    ),
    "selection.interview_missed": (
        _("Your interview did not take place"),
        _(
            "Corridor: it is recorded that your interview did not take place. Open your file to say what happened or "
            "to ask for another time. This alone is no refusal."
        ),
    ),
    "selection.interview_cancelled": (
        _("Your interview was cancelled"),
        _("Corridor: your interview was cancelled. You stay on the shortlist as you were, until you get an answer."),
    ),
    "selection.recall_blocked": (
        _("You were called back"),
        _("Corridor: your employer calls you back, but a rule is not met. Open your file to see what would change it."),
    ),
    "selection.recall_refused": (
        _("You are not called back"),
        _("Corridor: your employer does not call you back and gave a reason. Open your file to read it."),
    ),
    "selection.request_answered": (
        _("Your request has an answer"),
        _("Corridor: what you asked about your place on the roster has an answer. Open your file to read it."),
    ),
    "selection.appeal_answered": (
        _("Your appeal was heard"),
        _("Corridor: your appeal has an answer. Open your file to read it."),
    ),
}


class SelectionConfig(AppConfig):
    name = "corridor.stages.selection"
    label = "selection"

    def ready(self) -> None:
        from . import daily  # noqa: F401  registers its jobs
        from .services import running  # noqa: F401  registers its job

        for code, (subject, body) in MESSAGES.items():
            declare(code, subject=subject, body=body)
