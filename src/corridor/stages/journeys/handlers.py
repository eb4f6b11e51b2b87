"""What this stage does on the news of those below it."""

from corridor.stages.contracts.api import ContractCancelled, ContractVerified

from .services.prepare import prepare_verified
from .services.stop import cancel_with_contracts


def contract_verified(news: ContractVerified) -> None:
    """A verified contract gets its placement and path."""
    prepare_verified(news.contract_ids)


def contract_cancelled(news: ContractCancelled) -> None:
    """What was being prepared under a cancelled contract stops."""
    cancel_with_contracts(news.contract_ids)
