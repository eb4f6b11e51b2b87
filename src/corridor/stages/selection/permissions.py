"""What may be done here, with the sentence that the roles page shows."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "selection.apply_for": _("Apply for work under a scheme on behalf of a worker."),
    "selection.assess": _("Check applications against the rules of the scheme and keep the roster."),
    "selection.run_round": _("Open a round, try it, close its inputs and send the shortlists."),
    "selection.decide": _("Decide a round, and withdraw an offer with a reason."),
    "selection.publish": _("Publish a round that somebody else decided."),
    "selection.offer": _("Make offers to the workers who were chosen."),
    "selection.recall": _("Call workers of an earlier season back to the same employer."),
    "selection.review": _("Hear appeals against decisions that somebody else took."),
    "selection.audit": _("Download the auditor's file of a published round: workers under codes, with their columns."),
    "selection.read": _("See rounds, rosters and offers of a scheme."),
    "selection.read_person": _("See the applications and offers of a worker of the own office."),
    "selection.choose": _("Interview the candidates of a shortlist and choose, with a reason for each refusal."),
}
