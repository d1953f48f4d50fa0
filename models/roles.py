"""People and roles: one table of who may do what. What does not stand in it, nobody may."""

from enum import StrEnum

from models.customer import Customer
from models.member import Member


class Act(StrEnum):
    """Something a person can ask of the bot."""

    HELP = "help"
    SHOW = "show"
    DUE = "due"
    MINE = "mine"
    TOUCH = "touch"
    EDIT = "edit"
    UNDO = "undo"
    COMPLAINT = "complaint"
    RECOVERY = "recovery"
    TELL = "tell"
    ADD = "add"
    CHANGE = "change"
    KNOW = "know"
    MOMENT = "moment"
    MOMENTS = "moments"
    REFER = "refer"
    OFFERINGS = "offerings"
    PLAN = "plan"
    LATER = "later"
    NOT_NEEDED = "not_needed"
    HAND_OVER = "hand_over"
    AWAY = "away"
    LAST_SPOKE = "last_spoke"
    CADENCE = "cadence"
    CHANNEL = "channel"
    GROUP = "group"
    GROUPS = "groups"
    ASSIGN = "assign"
    TIER = "tier"
    KEY = "key"
    IMPORT = "import"
    EXPORT = "export"
    SETTINGS = "settings"
    CARE_MODEL = "care_model"
    DIGEST_PREVIEW = "digest_preview"
    DECIDE = "decide"
    WORTH = "worth"
    COSTS = "costs"
    PROFILE = "profile"
    CALENDAR = "calendar"
    LOST = "lost"
    WON = "won"
    PART = "part"
    GRADE = "grade"
    STOCKTAKE = "stocktake"
    VOICE = "voice"
    IDEA = "idea"
    CHOOSE_IDEA = "choose_idea"
    PULSE = "pulse"
    CHANGE_PULSE = "change_pulse"
    QUALITY = "quality"
    THANK = "thank"
    AUDIT = "audit"


class Role(StrEnum):
    """Who somebody has to be; a manager is also everything else, for every customer."""

    ANYONE = "anyone"
    CHAMPION = "champion"
    MANAGER = "manager"


WHO_MAY: dict[Act, Role] = {
    Act.HELP: Role.ANYONE,
    Act.SHOW: Role.ANYONE,
    Act.DUE: Role.ANYONE,
    Act.MINE: Role.ANYONE,
    # a touch helps whoever the champion is: signs of life and "Yes, it happened" are logged under it too
    Act.TOUCH: Role.ANYONE,
    # one's own within a day, or as a manager: `undo.why_not` judges which
    Act.EDIT: Role.ANYONE,
    Act.UNDO: Role.ANYONE,
    # whoever hears of it says so, and whoever put it right: it must not wait for the champion
    Act.COMPLAINT: Role.ANYONE,
    Act.RECOVERY: Role.ANYONE,
    # what the whole company reads of their customer is theirs to allow
    Act.TELL: Role.CHAMPION,
    # there is no champion yet: who adds a customer becomes it
    Act.ADD: Role.ANYONE,
    # their names, people and worth; tier and champion are acts of their own
    Act.CHANGE: Role.CHAMPION,
    # what we promised and when their days are, is for who cares for them to keep
    Act.KNOW: Role.CHAMPION,
    # what becomes of a moment of truth is for who cares for the customer to say, or its owner; the lists are managers'
    Act.MOMENT: Role.CHAMPION,
    Act.MOMENTS: Role.MANAGER,
    # who asks a customer for a favour is who knows them
    Act.REFER: Role.CHAMPION,
    # what the company offers is one list for all; what a customer knows of it is for who cares for them (KNOW)
    Act.OFFERINGS: Role.MANAGER,
    Act.PLAN: Role.CHAMPION,
    Act.LATER: Role.CHAMPION,
    Act.NOT_NEEDED: Role.CHAMPION,
    Act.HAND_OVER: Role.CHAMPION,
    # one's own days; those of others are a manager's: `may_set_away` judges which
    Act.AWAY: Role.ANYONE,
    # the brief asks its champion, so its champion may answer
    Act.LAST_SPOKE: Role.CHAMPION,
    # the third nudge proposes another cadence to the champion
    Act.CADENCE: Role.CHAMPION,
    # what is said there counts for their customer from then on
    Act.CHANNEL: Role.CHAMPION,
    # who they belong to is known to who cares for them; for the parent nothing changes, so its champion is not asked
    Act.GROUP: Role.CHAMPION,
    # all groups at once, and who hangs on one person: a list of what the company is worth
    Act.GROUPS: Role.MANAGER,
    Act.ASSIGN: Role.MANAGER,
    Act.TIER: Role.MANAGER,
    Act.KEY: Role.MANAGER,
    Act.IMPORT: Role.MANAGER,
    Act.EXPORT: Role.MANAGER,
    Act.SETTINGS: Role.MANAGER,
    Act.CARE_MODEL: Role.MANAGER,
    Act.DIGEST_PREVIEW: Role.MANAGER,
    # what waits on the managers' list, whoever the champion is
    Act.DECIDE: Role.MANAGER,
    # of their own customers
    Act.WORTH: Role.CHAMPION,
    Act.COSTS: Role.MANAGER,
    Act.PROFILE: Role.MANAGER,
    # a year of everybody's work: it is made, and its blackout days chosen, by managers
    Act.CALENDAR: Role.MANAGER,
    Act.LOST: Role.MANAGER,
    Act.WON: Role.MANAGER,
    # the steps to part well are the champion's to take
    Act.PART: Role.CHAMPION,
    # in a stocktake a champion says what they know of their own; the tier itself is a manager's
    Act.GRADE: Role.CHAMPION,
    Act.STOCKTAKE: Role.MANAGER,
    # whoever hears of it notes it; what is summed up is of their own customers, for managers of all
    Act.VOICE: Role.ANYONE,
    # everybody has some, and sees what becomes of them; what does is for managers to say
    Act.IDEA: Role.ANYONE,
    Act.CHOOSE_IDEA: Role.MANAGER,
    # everybody is asked, without a name, and sees what came of it; who sees to a change is asked by its feature
    Act.PULSE: Role.ANYONE,
    Act.CHANGE_PULSE: Role.MANAGER,
    # what became of one's own nudges; of everybody's for managers
    Act.QUALITY: Role.ANYONE,
    Act.THANK: Role.ANYONE,
    Act.AUDIT: Role.MANAGER,
}


def may(member: Member, act: Act, customer: Customer | None = None, reader: Member | None = None) -> bool:
    """Tell whether a person may do this, to this customer where there is one already.

    `reader` is who reads of the customer now, for the champion or for now: they may what the champion may. Who
    does not belong to the company (guest, stranger, bot, deactivated) may nothing, nor anyone in a customer of another
    workspace.
    """
    if not member.belongs or (customer and customer.team_id != member.team_id):
        return False
    role = WHO_MAY.get(act)
    if role is Role.ANYONE:
        return True
    if role is Role.CHAMPION and customer and member.user_id in (customer.champion_id, reader and reader.user_id):
        return True
    return role is not None and member.manager


def may_at_all(member: Member, act: Act) -> bool:
    """Tell whether there can be a customer to whom a person may do this: a champion has customers, a manager all."""
    return may(member, act) or (member.belongs and WHO_MAY.get(act) is Role.CHAMPION)


def may_set_away(member: Member, person: Member) -> bool:
    """Tell whether somebody may say when this person is away: themselves, and managers of everybody."""
    return may(member, Act.AWAY) and (member.manager or member.user_id == person.user_id)
