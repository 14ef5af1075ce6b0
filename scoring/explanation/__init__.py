"""Why a number is what it is, as data: the chain down to answers, weights, rules and agreed scores."""

from scoring.explanation.agreement import AgreementExplanation, agreement_explanation
from scoring.explanation.domain import DomainExplanation, domain_explanation
from scoring.explanation.evaluation import computed
from scoring.explanation.municipality import MunicipalityExplanation, municipality_explanation
from scoring.explanation.opportunity import OpportunityExplanation
from scoring.explanation.places import PlaceExplanation, place_explanations
from scoring.explanation.profile import ProfileExplanation
from scoring.explanation.step import Step, WhenKnown

__all__ = [
    "AgreementExplanation",
    "DomainExplanation",
    "MunicipalityExplanation",
    "OpportunityExplanation",
    "PlaceExplanation",
    "ProfileExplanation",
    "Step",
    "WhenKnown",
    "agreement_explanation",
    "computed",
    "domain_explanation",
    "municipality_explanation",
    "place_explanations",
]
