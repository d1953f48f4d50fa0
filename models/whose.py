"""Whose a row is: in which tables a person's words stand, and which rows are theirs altogether."""

from typing import Any

from sqlmodel import SQLModel

from models.absence import Absence
from models.audit import Audit
from models.blackout import Blackout
from models.complaint import Complaint, ComplaintStep
from models.decision import Decision
from models.hand_over import HandOver
from models.home import HomeView
from models.know import Known
from models.pulse import PulsePart
from models.pulse_change import PulseChange
from models.quality_month import QualityMonth
from models.refer import Referral
from models.saying import Saying
from models.sign_of_life import SignOfLife
from models.stocktake import Grading
from models.thanks import ThankYou
from models.touch import Touch

WRITTEN_BY: tuple[tuple[type[SQLModel], str, dict[str, Any]], ...] = (
    (Touch, "by", {"note": "", "people": "", "permalink": None, "before": None}),
    (Blackout, "by", {"reason": ""}),
    (SignOfLife, "by", {"note": "", "permalink": None}),
    (Decision, "by", {"reason": ""}),
    (Grading, "graded_by", {"reason": ""}),
    (Saying, "by", {"words": "", "said_by": "", "permalink": None}),
    (Complaint, "opened_by", {"words": "", "permalink": None}),
    (ComplaintStep, "by", {"note": "", "prevention": ""}),
    (HandOver, "giver_id", {"note": ""}),
    (Known, "by", {"what": ""}),
    (ThankYou, "by", {"words": ""}),
    (PulseChange, "by", {"words": ""}),
    (Referral, "by", {"words": ""}),
    (Audit, "actor", {"before": None, "after": None, "reason": ""}),
)
"""Whose words stand in which columns, and what stands there when they are erased."""

OF_A_PERSON: tuple[Any, ...] = (HomeView, Absence, PulsePart, QualityMonth)
"""Whose rows are one person's and go with them."""
